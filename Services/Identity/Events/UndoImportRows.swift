internal import Foundation
internal import IdentityDomain
internal import Postgres
internal import SwiftProtobuf

/// Undoes applied rows: accounts they made are suspended, those they changed are as they were; who was changed
/// since by somebody else stays so.
struct UndoImportRows: Sendable {
  let record: ImportRecord
  let now: Date
  let connection: PostgresConnection

  private var audit: ImportAudit { ImportAudit(record: record, now: now, connection: connection) }

  func callAsFunction(_ rows: [ImportRowRecord]) async throws {
    let ids = rows.compactMap(\.account)
    try await CredentialStore(connection).lock(ids)
    let people = try await PeopleStore(connection).find(ids)
    var changes: [ImportedChange] = []
    var suspended: [Account] = []
    var entries: [NewAuditEntry] = []
    var undone: [(number: Int, reverted: Bool)] = []
    for row in rows {
      let person = row.account.flatMap { people[$0] }
      if let person, let change = restoration(of: person, by: row) {
        changes.append(change)
        entries += audit.changed(change.after, before: change.before)
        undone.append((row.number, true))
      } else if let person, row.before == nil, person.suspendedAt == nil {
        suspended.append(person.account)
        entries.append(audit.suspended(person.account.id))
        undone.append((row.number, true))
      } else {
        undone.append((row.number, false))
      }
    }
    try await WriteImported(connection: connection, now: now)(changes)
    try await suspend(suspended)
    try await audit.append(entries)
    try await ImportRowStore(connection).undo(undone, of: record.id)
  }

  /// Back to what the account was; nil of one that the row made, or that somebody changed since.
  private func restoration(of person: PersonRow, by row: ImportRowRecord) -> ImportedChange? {
    guard let before = row.before, person.account.version == row.version else { return nil }
    return ImportedChange(
      before: person.account,
      after: person.account.changed(by: before, version: person.account.version + 1),
      version: person.account.version, isSuspended: person.suspendedAt != nil)
  }

  private func suspend(_ accounts: [Account]) async throws {
    guard !accounts.isEmpty else { return }
    let ids = accounts.map(\.id)
    try await PeopleStore(connection).suspend(ids, since: now, now: now)
    try await SessionStore(connection).endAll(ids, now: now)
    try await ResetTokenStore(connection).endAll(ids, now: now)
    let happened = accounts.map { account -> (account: UUID, events: [any Message & Sendable]) in
      (
        account.id,
        [
          AccountEvents.changed(account, suspended: true),
          AccountEvents.sessionsRevoked(account.id, sessions: nil),
        ]
      )
    }
    try await AccountEvents.append(happened, now: now, in: connection)
  }
}
