internal import Foundation
internal import IdentityDomain
internal import Postgres
internal import SwiftProtobuf

/// Applies rows of an import in one transaction. What has changed since the check is looked at again: a row
/// that cannot be applied any more becomes an error and leaves the others alone.
struct ApplyImportRows: Sendable {
  let record: ImportRecord
  let secrets: SecretDeriver
  let now: Date
  let connection: PostgresConnection

  private var store: ImportRowStore { ImportRowStore(connection) }
  private var audit: ImportAudit { ImportAudit(record: record, now: now, connection: connection) }

  func callAsFunction(_ rows: [ImportRowRecord]) async throws {
    let present = try await store.present(rows.compactMap(\.wish?.username))
    var room: [UUID: Int?] = [:]
    for row in rows {
      guard let wish = row.wish else { continue }
      let found = present[wish.username]
      let decision = ImportDecision(
        wish, present: found?.person, isSuspended: found?.isSuspended ?? false,
        returns: found?.returns ?? false, by: record.caretaker)
      if let fault = decision.faults.first {
        try await store.fail(row.number, of: record.id, fault)
      } else if decision.action == .create || decision.changes.contains("suspended"),
        try await isFull(wish.administration, &room)
      {
        try await store.fail(
          row.number, of: record.id, ImportRowFault("administration", "QUOTA_REACHED"))
      } else if let person = found?.person {
        try await change(person, wish, decision, row.number)
      } else {
        try await create(wish, row.number)
      }
    }
  }

  /// Whether an administration takes no account more; counts the one it takes.
  private func isFull(_ administration: UUID?, _ room: inout [UUID: Int?]) async throws -> Bool {
    guard let administration else { return false }
    if room[administration] == nil {
      room[administration] = .some(try await store.room(in: administration))
    }
    guard let left = room[administration] ?? nil else { return false }
    room[administration] = .some(left - 1)
    return left <= 0
  }

  private func create(_ wish: ImportWish, _ number: Int) async throws {
    let account = Account(
      id: UUID(), wish: wish, language: wish.language ?? record.language, now: now)
    let accounts = AccountStore(connection)
    try await accounts.insert(account)
    try await accounts.insertRoles(account.roles, of: account.id)
    let serial = try secrets.temporarySerial(from: 1, of: account)
    let credential = Credential.derived(account.id, serial: serial, now: now)
    try await CredentialStore(connection).insert(credential, now: now)
    let event = AccountEvents.created(account, secret: record.mailed ? credential : nil)
    try await AccountEvents.append([event], of: account.id, now: now, in: connection)
    try await audit.made(account)
    try await store.apply(
      number, of: record.id, account: account.id, before: nil, version: account.version)
  }

  private func change(
    _ person: Account, _ wish: ImportWish, _ decision: ImportDecision, _ number: Int
  ) async throws {
    _ = try await CredentialStore(connection).lock(person.id)
    // Under the lock, so that no change of somebody else's is lost.
    guard let before = try await AccountStore(connection).find(person.id) else { return }
    let returns = decision.changes.contains("suspended")
    if returns {
      try await PeopleStore(connection).suspend(person.id, since: nil, now: now)
    }
    let base = returns ? before.version + 1 : before.version
    let after = before.changed(by: wish, version: base + 1)
    try await WriteImported(connection: connection, now: now)(
      after, before: before, base: base, suspended: false)
    try await audit.changed(after, before: before, returns: returns)
    try await store.apply(
      number, of: record.id, account: person.id, before: ImportWish(before), version: after.version)
  }
}

/// Writes what an import makes of an account, or what it was before.
struct WriteImported: Sendable {
  let connection: PostgresConnection
  let now: Date

  func callAsFunction(
    _ after: Account, before: Account, base: Int64, suspended: Bool
  ) async throws {
    _ = try await AccountStore(connection).update(after, ifVersion: base, now: now)
    if after.roles != before.roles {
      try await PeopleStore(connection).replaceRoles(of: after.id, by: after.roles)
    }
    var events: [any Message & Sendable] = [
      AccountEvents.changed(after, suspended: suspended)
    ]
    events += try await ChangedAddress(connection: connection, now: now)(after, before: before)
    if after.roles != before.roles {
      _ = try await SessionStore(connection).endAll(after.id, except: nil, now: now)
      events.append(AccountEvents.sessionsRevoked(after.id, sessions: nil))
    }
    try await AccountEvents.append(events, of: after.id, now: now, in: connection)
  }
}

/// Undoes applied rows: accounts they made are suspended, those they changed are as they were; who was changed
/// since by somebody else stays so.
struct UndoImportRows: Sendable {
  let record: ImportRecord
  let now: Date
  let connection: PostgresConnection

  private var audit: ImportAudit { ImportAudit(record: record, now: now, connection: connection) }

  func callAsFunction(_ rows: [ImportRowRecord]) async throws {
    for row in rows {
      let reverted = try await undo(row)
      try await ImportRowStore(connection).undo(row.number, of: record.id, reverted: reverted)
    }
  }

  /// Whether the account is another than before.
  private func undo(_ row: ImportRowRecord) async throws -> Bool {
    guard let id = row.account else { return false }
    _ = try await CredentialStore(connection).lock(id)
    guard let person = try await PeopleStore(connection).find(id) else { return false }
    if let before = row.before {
      guard person.account.version == row.version else { return false }
      try await restore(person, as: before)
    } else {
      guard person.suspendedAt == nil else { return false }
      try await suspend(id, person.account)
    }
    return true
  }

  private func restore(_ person: PersonRow, as before: ImportWish) async throws {
    let after = person.account.changed(by: before, version: person.account.version + 1)
    try await WriteImported(connection: connection, now: now)(
      after, before: person.account, base: person.account.version,
      suspended: person.suspendedAt != nil)
    try await audit.changed(after, before: person.account)
  }

  private func suspend(_ id: UUID, _ account: Account) async throws {
    try await PeopleStore(connection).suspend(id, since: now, now: now)
    _ = try await SessionStore(connection).endAll(id, except: nil, now: now)
    try await ResetTokenStore(connection).endAll(id, now: now)
    try await audit.suspended(id)
    try await AccountEvents.append(
      [
        AccountEvents.changed(account, suspended: true),
        AccountEvents.sessionsRevoked(id, sessions: nil),
      ], of: id, now: now, in: connection)
  }
}
