internal import Foundation
internal import IdentityDomain
internal import Postgres

/// Applies rows of an import in one transaction. What has changed since the check is looked at again: a row
/// that cannot be applied any more becomes an error and leaves the others alone. Whatever the rows come to is written
/// with a statement a table, and stands in the audit log in their order.
struct ApplyImportRows: Sendable {
  let record: ImportRecord
  let secrets: SecretDeriver
  let now: Date
  let connection: PostgresConnection

  private var store: ImportRowStore { ImportRowStore(connection) }

  func callAsFunction(_ rows: [ImportRowRecord]) async throws {
    let (new, changing) = try await sorted(rows)
    let opened = try new.map { number, wish in
      let account = Account(
        id: UUID(), wish: wish, language: wish.language ?? record.language, now: now)
      return (
        number, try OpenedAccount(account, secrets: secrets, isMailed: record.mailed, now: now)
      )
    }
    if !opened.isEmpty {
      try await OpenedAccount.write(opened.map(\.1), now: now, in: connection)
    }
    let changed = try await change(changing)
    try await note(opened.map { ($0, $1.account) }, changed)
  }

  /// Which rows make an account and which change one; the others become errors.
  private func sorted(
    _ rows: [ImportRowRecord]
  ) async throws -> (new: [(Int, ImportWish)], changing: [ChangingRow]) {
    let usernames = rows.compactMap(\.wish?.username)
    // Under the locks, so that no change of somebody else's is lost, and nobody is changed who no longer may be.
    try await CredentialStore(connection).lock(usernames: usernames)
    let present = try await store.present(usernames)
    var room: [UUID: Int?] = [:]
    var new: [(Int, ImportWish)] = []
    var changing: [ChangingRow] = []
    var failed: [(number: Int, fault: ImportRowFault)] = []
    for row in rows {
      guard let wish = row.wish else { continue }
      let found = present[wish.username]
      let decision = ImportDecision(
        wish, present: found?.person, isSuspended: found?.isSuspended ?? false,
        returns: found?.returns ?? false, by: record.caretaker)
      let returns = decision.changes.contains("suspended")
      if let fault = decision.faults.first {
        failed.append((row.number, fault))
      } else if decision.action == .create || returns,
        try await isFull(wish.administration, &room)
      {
        failed.append((row.number, ImportRowFault("administration", "QUOTA_REACHED")))
      } else if let person = found?.person {
        changing.append(
          ChangingRow(number: row.number, wish: wish, account: person, returns: returns))
      } else {
        new.append((row.number, wish))
      }
    }
    if !failed.isEmpty { try await store.fail(failed, of: record.id) }
    return (new, changing)
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

  /// Changes accounts, and returns how they changed.
  private func change(_ rows: [ChangingRow]) async throws -> [(ChangingRow, ImportedChange)] {
    guard !rows.isEmpty else { return [] }
    let changed = rows.map { ($0, $0.change) }
    let returning = rows.filter(\.returns).map(\.account.id)
    if !returning.isEmpty {
      try await PeopleStore(connection).suspend(returning, since: nil, now: now)
    }
    try await WriteImported(connection: connection, now: now)(changed.map(\.1))
    return changed
  }

  /// Writes down what was done.
  private func note(
    _ made: [(Int, Account)], _ changed: [(ChangingRow, ImportedChange)]
  ) async throws {
    let audit = ImportAudit(record: record, now: now, connection: connection)
    var entries = made.map { number, account in (number, [audit.made(account)]) }
    entries += changed.map { row, change in
      (row.number, audit.changed(change.after, before: change.before, returns: row.returns))
    }
    entries.sort { $0.0 < $1.0 }
    try await audit.append(entries.flatMap(\.1))
    let rows =
      made.map { AppliedRow(number: $0, account: $1, before: nil) }
      + changed.map {
        AppliedRow(
          number: $0.number, account: $1.after, before: ImportWish($1.before),
          returned: $0.returns)
      }
    if !rows.isEmpty { try await store.apply(rows, of: record.id) }
  }
}

/// A row that changes an account.
private struct ChangingRow: Sendable {
  let number: Int
  let wish: ImportWish
  /// As it is, its credential locked.
  let account: Account
  /// Whether the account comes back, which an import that was undone had made.
  let returns: Bool

  /// What the row makes of the account, which is let in again before.
  var change: ImportedChange {
    let version = returns ? account.version + 1 : account.version
    return ImportedChange(
      before: account, after: account.changed(by: wish, version: version + 1), version: version,
      isSuspended: false)
  }
}
