internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// Changes an account on behalf of who looks after it. Every change takes the lock on the credential first,
/// so that no sign-in, password or other change of the account runs beside it.
struct ChangePerson: Sendable {
  private let work: Workplace
  private let caretaker: Caretaker

  init(_ work: Workplace, by caretaker: Caretaker) {
    self.work = work
    self.caretaker = caretaker
  }

  /// Suspends a person or lets them in again; what is so already stays as it is.
  func suspend(_ id: UUID, _ suspended: Bool) async throws -> PersonRow {
    try await change(id) { person, now, connection in
      try allowed { () throws(CareRefusal) in try caretaker.checkChange(of: person.account) }
      guard (person.suspendedAt != nil) != suspended else { return [] }
      person.suspendedAt = suspended ? now : nil
      person.account.version += 1
      try await PeopleStore(connection).suspend([id], since: person.suspendedAt, now: now)
      guard suspended else {
        try await work.audit(.accountChanged, of: id, act: .letInAgain, in: connection)
        return [person.changed]
      }
      try await work.audit(.accountSuspended, of: id, in: connection)
      try await endEverything(id, now: now, in: connection)
      return [person.changed, AccountEvents.sessionsRevoked(id, sessions: nil)]
    }
  }

  /// Gives a person another name, username and address, unless somebody changed the account since
  /// `version`.
  func rename(
    _ id: UUID, _ name: PersonName, _ username: Username, _ email: EmailAddress,
    ifVersion version: Int64
  ) async throws -> PersonRow {
    try await change(id) { person, now, connection in
      try allowed { () throws(CareRefusal) in
        try caretaker.checkChange(of: person.account, own: true)
      }
      let before = person.account
      person.account = before.renamed(name, username, email)
      try await write(person.account, ifVersion: version, now: now, connection)
      let fields = person.account.changedFields(since: before).auditNames
      try await work.audit(
        .accountChanged, of: id, act: .renamed, [.fields: fields], in: connection)
      let moved = try await ChangedAddress(connection: connection, now: now)(
        person.account, before: before)
      return [person.changed] + moved
    }
  }

  /// Gives a person to another administration, unless somebody changed the account since `version`.
  func move(
    _ id: UUID, to administration: UUID?, ifVersion version: Int64
  ) async throws -> PersonRow {
    try await change(id) { person, now, connection in
      try allowed { () throws(CareRefusal) in
        try caretaker.checkMove(of: person.account, to: administration)
      }
      let before = person.account.administration
      person.account = person.account.moved(to: administration)
      let store = AdministrationStore(connection)
      var details: [AuditDetail: String] = [:]
      if let before { details[.from] = try await store.code(of: before) }
      if let administration { details[.to] = try await store.code(of: administration) }
      try await work.audit(.accountChanged, of: id, act: .moved, details, in: connection)
      if !caretaker.sees(administration) { try await connection.leaveScope() }
      return try await replace(person, ifVersion: version, now: now, connection)
    }
  }

  /// Gives a person other roles, unless somebody changed the account since `version`.
  func give(
    _ id: UUID, _ roles: Set<SiteRole>, ifVersion version: Int64
  ) async throws -> PersonRow {
    try await change(id) { person, now, connection in
      let roles = roles.union([.learner])
      try allowed { () throws(CareRefusal) in
        try caretaker.checkRoles(roles, for: person.account)
      }
      person.account = person.account.given(roles)
      try await work.audit(.rolesChanged, of: id, [.roles: roles.auditNames], in: connection)
      return try await replace(person, ifVersion: version, now: now, connection)
    }
  }
}

extension ChangePerson {
  /// Runs a change under the locks and appends the events it returns.
  private func change(
    _ id: UUID,
    _ body:
      @Sendable (inout PersonRow, Date, PostgresConnection) async throws -> [any Message & Sendable]
  ) async throws -> PersonRow {
    let now = work.now()
    do {
      return try await work.pool.writing(in: caretaker.scope) { connection in
        _ = try await CredentialStore(connection).lock(id)
        guard var person = try await PeopleStore(connection).find(id),
          caretaker.sees(person.account.administration)
        else { throw Refusal(.unknownAccount) }
        let events = try await body(&person, now, connection)
        try await AccountEvents.append(events, of: id, now: now, in: connection)
        return person
      }
    } catch let error as PostgresError where error.violates(AccountStore.usernameKey) {
      throw Refusal(.alreadyExists, "USERNAME_TAKEN")
    } catch let error as PostgresError where error.violates(AccountStore.administrationKey) {
      throw Refusal.fields(["administration_id": .unknownAdministration])
    } catch let error as PostgresError where error.violates(RegisterStore.quotaKey) {
      throw Refusal.quotaReached
    }
  }

  /// Writes an account with its roles. Whoever has other rights than before signs in anew.
  private func replace(
    _ person: PersonRow, ifVersion version: Int64, now: Date, _ connection: PostgresConnection
  ) async throws -> [any Message & Sendable] {
    let account = person.account
    try await write(account, ifVersion: version, now: now, connection)
    try await PeopleStore(connection).replaceRoles([(account.id, account.roles)])
    _ = try await SessionStore(connection).endAll(account.id, except: nil, now: now)
    return [person.changed, AccountEvents.sessionsRevoked(account.id, sessions: nil)]
  }

  private func write(
    _ account: Account, ifVersion version: Int64, now: Date, _ connection: PostgresConnection
  ) async throws {
    guard version == account.version - 1,
      try await PeopleStore(connection).update(account, ifVersion: version, now: now)
    else { throw Refusal(.aborted, "PERSON_CHANGED_MEANWHILE") }
  }

  private func endEverything(
    _ id: UUID, now: Date, in connection: PostgresConnection
  ) async throws {
    _ = try await SessionStore(connection).endAll(id, except: nil, now: now)
    try await ResetTokenStore(connection).endAll([id], now: now)
  }
}

extension PersonRow {
  /// What others are told of them now.
  fileprivate var changed: Clikc_Identity_V1_AccountChanged {
    AccountEvents.changed(account, suspended: suspendedAt != nil)
  }
}
