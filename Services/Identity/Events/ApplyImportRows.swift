internal import Foundation
internal import IdentityDomain
internal import Postgres

/// Applies rows of an import in one transaction. What has changed since the check is looked at again: a row
/// that cannot be applied any more becomes an error and leaves the others alone. Accounts that follow one another in the
/// file and are all new are written together, so that everything stands in the order of the rows.
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
    var new: [(number: Int, wish: ImportWish)] = []
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
        try await create(&new)
        try await change(person, wish, decision, row.number)
      } else {
        new.append((row.number, wish))
      }
    }
    try await create(&new)
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

  /// Makes the accounts that were gathered.
  private func create(_ new: inout [(number: Int, wish: ImportWish)]) async throws {
    guard !new.isEmpty else { return }
    let opened = try new.map { row in
      let account = Account(
        id: UUID(), wish: row.wish, language: row.wish.language ?? record.language, now: now)
      return try OpenedAccount(account, secrets: secrets, isMailed: record.mailed, now: now)
    }
    try await OpenedAccount.write(opened, now: now, in: connection)
    let accounts = opened.map(\.account)
    try await audit.made(accounts)
    try await store.apply(Array(zip(new.map(\.number), accounts)), of: record.id)
    new = []
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
