internal import Foundation
internal import IdentityDomain
internal import Postgres
internal import SwiftProtobuf

/// Undoes applied rows: accounts they made or let in again are suspended, those they changed are as they were. Who was
/// changed since by somebody else stays so, as does whom the caretaker may no longer change: people who belong to another
/// administration by now, or became coordinators or administrators.
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
    var undone: [UndoneRow] = []
    for row in rows {
      let found = row.account.flatMap { people[$0] }
      let person = found.flatMap { record.caretaker.mayChange($0.account) ? $0 : nil }
      let change = person.flatMap { restoration(of: $0, by: row) }
      if let change {
        changes.append(change)
        entries += audit.changed(change.after, before: change.before)
      }
      if let person, let account = withdrawn(person, by: row, restored: change?.after) {
        suspended.append(account)
        entries.append(audit.suspended(account.id))
        undone.append(UndoneRow(number: row.number, reverted: true, version: account.version + 1))
      } else {
        undone.append(UndoneRow(number: row.number, reverted: change != nil))
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

  /// The account of somebody whom the row made, or let in again and nobody changed since, and who is not suspended.
  private func withdrawn(
    _ person: PersonRow, by row: ImportRowRecord, restored: Account?
  ) -> Account? {
    guard person.suspendedAt == nil else { return nil }
    return row.returned ? restored : row.before == nil ? person.account : nil
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
