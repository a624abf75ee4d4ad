import NotificationDomain
package import Postgres

/// Knows whether the mail in this database is the original or a restored copy.
package struct MailHome: Sendable {
  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// Ends all mail of a restored copy, which may have been sent since the copy was made, and makes
  /// this database its home. Returns how many mails were ended; nil when it is at home.
  ///
  /// A copy is told by its server, its database and its table, each of which is new after a restore
  /// of a dump.
  package func settle() async throws -> Int? {
    try await self.pool.transaction { connection in
      let home = try await Self.home(connection)
      let rows = try await connection.query("select home from mail_home for update")
      guard let known = try rows.first?.decode(String.self, "home") else {
        try await connection.query(
          "insert into mail_home (home) values (\(home)) on conflict do nothing")
        return nil
      }
      guard known != home else { return nil }
      try await connection.query("update mail_home set home = \(home)")
      return try await connection.query(
        """
        update mail set state = 'expired', lease = null, changed_at = now(),
          answer = \(OwnAnswer.restored.rawValue)
        where state in ('queued', 'sending') returning id
        """
      ).count
    }
  }

  private static func home(_ connection: PostgresConnection) async throws -> String {
    let rows = try await connection.query(
      """
      select concat_ws('/', (select system_identifier from pg_control_system()),
        (select oid from pg_database where datname = current_database()),
        'mail'::regclass::oid) as home
      """)
    guard let home = try rows.first?.decode(String.self, "home") else {
      throw MissingRow(what: "identity of the database")
    }
    return home
  }
}
