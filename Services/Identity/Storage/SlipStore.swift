package import Foundation
package import IdentityDomain
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

  /// Those of everybody an import made who wait and are not suspended, locked for the rest of the transaction.
  package func waiting(_ id: UUID) async throws(PostgresError) -> [Account] {
    try await database.query(
      """
      select 1 from credentials c join import_rows r on r.account_id = c.account_id
      where r.import_id = \(id) and r.applied and not r.undone and r.before is null
        and c.temporary_expires_at is not null
      order by c.account_id for update of c
      """)
    return try AccountStore.accounts(
      try await database.query(
        """
        \(AccountStore.selection) join credentials c on c.account_id = a.id
        where a.suspended_at is null and c.temporary_expires_at is not null and a.id in (
          select r.account_id from import_rows r
          where r.import_id = \(id) and r.applied and not r.undone and r.before is null)
        """))
  }

  /// Gives people the next temporary password.
  package func reissue(
    _ accounts: [UUID], until end: Date, now: Date
  ) async throws(PostgresError) -> [IssuedSlip] {
    let rows = try await database.query(
      """
      with issued as (
        update credentials c set temporary_serial = c.temporary_serial + 1,
          temporary_expires_at = \(end), password_hash = '$derived$', changed_at = \(now)
        from accounts a where a.id = any(\(accounts)) and c.account_id = a.id
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
