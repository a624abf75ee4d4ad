internal import Authentication
internal import Cryptography
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Accounts: accounts and profiles.
package struct AccountsService: Clikc_Identity_V1_Accounts.SimpleServiceProtocol {
  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func createAccount(
    request: Clikc_Identity_V1_CreateAccountRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_CreateAccountResponse {
    let caller = try Principal.required(.coordinator, .administrator)
    let creation = try creation(request, by: caller)
    let account = try await OpenAccount(work)(
      creation, mailed: true, in: try Caretaker.required().scope)
    return .with { $0.account = Clikc_Identity_V1_Account(account) }
  }

  package func sendInvitation(
    request: Clikc_Identity_V1_SendInvitationRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_SendInvitationResponse {
    let caretaker = try Caretaker.required()
    guard let id = UUID(uuidString: request.accountID) else {
      throw Refusal(.notFound, "ACCOUNT_UNKNOWN")
    }
    let expiresAt = try await SendInvitation(work)(id, by: caretaker)
    return .with { $0.expiresAt = Google_Protobuf_Timestamp(date: expiresAt) }
  }

  package func listAccounts(
    request: Clikc_Identity_V1_ListAccountsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListAccountsResponse {
    let scope = try Caretaker.required().scope
    let search = try checked("query") { () throws(FieldFault) in
      try FreeText(request.query, longest: 120, lines: false).text
    }
    let size = request.pageSize <= 0 ? 50 : min(Int(request.pageSize), 200)
    // One more than asked for tells whether a page follows.
    let list = AccountList(
      scope: scope, search: Account.folded(search), after: try position(request.pageToken),
      limit: size + 1)
    let found = try await work.pool.reading(in: scope) { database in
      try await list.read(database)
    }
    return .with {
      $0.accounts = found.prefix(size).map { Clikc_Identity_V1_Account($0.seen(by: .staff)) }
      if found.count > size { $0.nextPageToken = Self.pageToken(after: found[size - 1].id) }
    }
  }

  package func getProfile(
    request: Clikc_Identity_V1_GetProfileRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetProfileResponse {
    let account = try await account(of: try Principal.required())
    return .with {
      $0.account = Clikc_Identity_V1_Account(account)
      $0.visibility = Clikc_Identity_V1_ProfileVisibility(account.details.visibility)
    }
  }

  /// The first update confirms the profile and so opens the last gate.
  package func updateProfile(
    request: Clikc_Identity_V1_UpdateProfileRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_UpdateProfileResponse {
    let before = try await account(of: try Principal.required())
    let after = before.changed(by: try change(request, before.details.visibility))
    try await write(after, before: before, ifVersion: request.version)
    let state = try await work.state(of: after.id)
    return .with {
      $0.account = Clikc_Identity_V1_Account(after)
      $0.gate = Clikc_Identity_V1_Gate(state)
    }
  }
}

extension AccountsService {
  private func account(of caller: Principal) async throws -> Account {
    guard let account = try await AccountStore(work.pool).find(caller.accountID) else {
      throw Refusal.signInRequired
    }
    return account
  }

  private func change(
    _ request: Clikc_Identity_V1_UpdateProfileRequest, _ visibility: ProfileVisibility
  ) throws -> ProfileChange {
    do throws(FieldFaults) {
      return try ProfileChange(
        name: request.name, email: request.email, language: request.language,
        city: request.city, country: request.country, timeZone: request.timeZone,
        description: request.description_p, preferredName: request.preferredName,
        interests: request.interests, showing: request.visibility.changes, before: visibility)
    } catch { throw Refusal.fields(error.faults) }
  }

  private func write(
    _ after: Account, before: Account, ifVersion version: Int64
  ) async throws {
    let now = work.now()
    try await work.pool.transaction { connection in
      _ = try await CredentialStore(connection).lock(after.id)
      let isCurrent = version == before.version
      guard isCurrent,
        try await AccountStore(connection).update(after, ifVersion: version, now: now)
      else { throw Refusal(.aborted, "PROFILE_CHANGED_MEANWHILE") }
      let moved = try await ChangedAddress(connection: connection, now: now)(after, before: before)
      try await AccountEvents.append(
        [AccountEvents.changed(after, suspended: false)] + moved, of: after.id, now: now,
        in: connection)
      let fields = after.changedFields(since: before).auditNames
      try await work.audit(
        .accountChanged, of: after.id, act: .profileSent, [.fields: fields], in: connection)
    }
  }

  private func position(_ pageToken: String) throws -> UUID? {
    guard !pageToken.isEmpty else { return nil }
    guard let raw = bytes(base64URL: pageToken), raw.count == 16 else {
      throw Refusal.fields(["page_token": .invalidPageToken])
    }
    return raw.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }

  private static func pageToken(after id: UUID) -> String {
    withUnsafeBytes(of: id.uuid) { base64URL(Array($0)) }
  }
}
