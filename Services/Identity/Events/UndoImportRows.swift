internal import Foundation
internal import IdentityDomain
internal import Postgres

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
