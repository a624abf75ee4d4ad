package import Foundation
package import Postgres

/// A new temporary password's owner; the password is derived from the serial.
package struct IssuedSlip: Sendable {
  package let account: UUID
  package var serial: Int64
  package let name: String
  package let username: String
  package let email: String
  package let language: String
  package let expiresAt: Date
}

/// The statements on temporary passwords in bulk.
package struct SlipStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Gives everybody an import made, who waits and is not suspended, the next temporary password.
  package func reissue(
    _ id: UUID, until end: Date, now: Date
  ) async throws(PostgresError) -> [IssuedSlip] {
    let rows = try await database.query(
      """
      with issued as (
        update credentials c set temporary_serial = c.temporary_serial + 1,
          temporary_expires_at = \(end), password_hash = '$derived$', changed_at = \(now)
        from import_rows r join accounts a on a.id = r.account_id
        where r.import_id = \(id) and r.applied and not r.undone and r.before is null
          and c.account_id = a.id and c.temporary_expires_at is not null and a.suspended_at is null
        returning a.id, c.temporary_serial, a.name, a.username, a.email, a.language)
      select id, temporary_serial, name, username, email, language from issued
      order by name collate "und-x-icu", username
      """)
    var slips: [IssuedSlip] = []
    for row in rows {
      slips.append(
        IssuedSlip(
          account: try row.decode(UUID.self, "id"),
          serial: try row.decode(Int64.self, "temporary_serial"),
          name: try row.decode(String.self, "name"),
          username: try row.decode(String.self, "username"),
          email: try row.decode(String.self, "email"),
          language: try row.decode(String.self, "language"), expiresAt: end))
    }
    return slips
  }

  /// Passes over the temporary passwords of an account before that of `serial`, which was issued in this transaction.
  package func pass(_ account: UUID, to serial: Int64) async throws(PostgresError) {
    try await database.query(
      "update credentials set temporary_serial = \(serial) where account_id = \(account)")
  }
}
