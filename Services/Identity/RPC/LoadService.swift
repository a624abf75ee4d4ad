internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf
internal import Synchronization

/// clikc.identity.v1.Load: accounts by the thousand, for measuring.
package final class LoadService: Clikc_Identity_V1_Load.SimpleServiceProtocol {
  /// As many accounts come at a time.
  static let mostAccounts = 5000

  private let work: Workplace
  /// The password of the batch before and its hash: all batches of a load share one.
  private let last = Mutex<(password: String, hash: String)?>(nil)

  package init(_ work: Workplace) { self.work = work }

  package func loadAccounts(
    request: Clikc_Identity_V1_LoadAccountsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_LoadAccountsResponse {
    try CallOrigin.require("clikcctl")
    guard work.takesLoad else { throw Refusal(.failedPrecondition, "LOAD_REFUSED") }
    guard (1...Self.mostAccounts).contains(request.accounts.count) else {
      throw Refusal.invalid([
        FieldViolation(
          "accounts", "OUT_OF_RANGE",
          arguments: ["minimum": "1", "maximum": "\(Self.mostAccounts)"])
      ])
    }
    let administration = try administration(request.administrationID)
    let now = work.now()
    let accounts = try request.accounts.map { given in
      LoadedAccount(
        account: try account(given, administration, now: now),
        state: PersonState(rawValue: given.state.rawValue) ?? .active)
    }
    let hash = try await hash(request.password, for: accounts[0].account)
    let made = try await write(accounts, hash: hash, now: now)
    return .with { $0.made = Int32(made) }
  }

  private func write(_ accounts: [LoadedAccount], hash: String, now: Date) async throws -> Int {
    do {
      return try await work.pool.transaction { connection in
        let made = try await LoadStore(connection).insert(accounts, passwordHash: hash, now: now)
        try await work.audit(
          .siteChanged, of: nil, act: .accountsLoaded, [.made: "\(made)"], in: connection)
        return made
      }
    } catch let error as PostgresError where error.violates(AccountStore.administrationKey) {
      throw Refusal.fields(["administration_id": .unknownAdministration])
    } catch let error as PostgresError where error.violates(RegisterStore.quotaKey) {
      throw Refusal.quotaReached
    }
  }

  /// The hash of the password, worked out once a load.
  private func hash(_ password: String, for first: Account) async throws -> String {
    if let last = last.withLock({ $0 }), last.password == password { return last.hash }
    let faults = PasswordRule.faults(
      of: password, username: try Username(first.username), email: try EmailAddress(first.email),
      common: work.commonPasswords)
    guard faults.isEmpty else {
      throw Refusal.invalid(faults.map { FieldViolation("password", $0.rawValue) })
    }
    let hash = try await work.hasher.hash(password)
    last.withLock { $0 = (password, hash) }
    return hash
  }

  private func administration(_ text: String) throws -> UUID? {
    guard !text.isEmpty else { return nil }
    guard let id = UUID(uuidString: text) else {
      throw Refusal.fields(["administration_id": .unknownAdministration])
    }
    return id
  }

  /// A checked account; its profile counts as confirmed, as of who has been here for long.
  private func account(
    _ given: Clikc_Identity_V1_LoadedAccount, _ administration: UUID?, now: Date
  ) throws -> Account {
    let creation: AccountCreation
    do throws(AccountCreationError) {
      creation = try AccountCreation(
        name: given.name, username: given.username, email: given.email, language: given.language,
        administration: administration, by: .administrator)
    } catch { throw Refusal(error) }
    var account = Account(id: UUID(), creation: creation, now: min(given.createdAt.date, now))
    account.profileConfirmed = given.state != .waiting
    return account
  }
}
