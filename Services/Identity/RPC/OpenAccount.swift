internal import Foundation
internal import GRPCCore
internal import IdentityDomain
internal import Postgres
internal import Problems

/// Makes an account with its first temporary password.
struct OpenAccount: Sendable {
  private let work: Workplace

  init(_ work: Workplace) { self.work = work }

  /// Writes account, roles, credential and event in one transaction. `mailed` says whether the
  /// temporary password goes out by mail. Refuses a username that is taken with USERNAME_TAKEN, and an
  /// account beyond the administration's quota with QUOTA_REACHED.
  /// The database holds `scope` a second time. `also` runs in the same transaction.
  func callAsFunction(
    _ creation: AccountCreation, mailed: Bool, in scope: Caretaker.Scope,
    also: @Sendable (Account, PostgresConnection) async throws -> Void = { _, _ in }
  ) async throws -> Account {
    let now = work.now()
    let account = Account(id: UUID(), creation: creation, now: now)
    let opened = try OpenedAccount(account, secrets: work.secrets, isMailed: mailed, now: now)
    do {
      try await work.pool.writing(in: scope) { connection in
        try await also(account, connection)
        try await OpenedAccount.write([opened], now: now, in: connection)
        try await work.audit(
          .accountCreated, of: account.id, [.roles: account.roles.auditNames], in: connection)
      }
    } catch let error as PostgresError where error.violates(AccountStore.usernameKey) {
      throw Refusal(.alreadyExists, "USERNAME_TAKEN")
    } catch let error as PostgresError where error.violates(AccountStore.administrationKey) {
      throw Refusal.fields(["administration_id": .unknownAdministration])
    } catch let error as PostgresError where error.violates(RegisterStore.quotaKey) {
      throw Refusal.quotaReached
    }
    return account
  }
}
