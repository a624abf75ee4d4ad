package import Foundation
package import IdentityDomain
package import Postgres

/// A session that is to be opened.
package struct NewSession: Sendable {
  package let id: UUID
  package let account: UUID
  /// SHA-256 of the token.
  package let tokenHash: [UInt8]
  package let createdAt: Date

  package init(id: UUID, account: UUID, tokenHash: [UInt8], createdAt: Date) {
    self.id = id
    self.account = account
    self.tokenHash = tokenHash
    self.createdAt = createdAt
  }

  /// When it ends at the latest.
  package var expiresAt: Date { createdAt.addingTimeInterval(SessionRule.absolute) }
}

/// The statements on sessions.
package struct SessionStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Opens a session.
  package func insert(_ session: NewSession) async throws(PostgresError) {
    try await database.query(
      """
      insert into sessions (id, account_id, token_hash, created_at, last_seen_at, expires_at)
      values (\(session.id), \(session.account), \(session.tokenHash), \(session.createdAt),
        \(session.createdAt), \(session.expiresAt))
      """)
  }

  /// Writes down that the session was used at `now`, unless another process just did.
  package func touch(_ id: UUID, now: Date) async throws(PostgresError) {
    try await database.query(
      """
      update sessions set last_seen_at = \(now)
      where id = \(id) and last_seen_at <= \(now.addingTimeInterval(-SessionRule.touch))
      """)
  }

  /// Ends a session of the account; false when it has ended already.
  package func end(
    _ id: UUID, of account: UUID, now: Date
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      update sessions set ended_at = \(now)
      where id = \(id) and account_id = \(account) and ended_at is null
      returning id
      """)
    return !rows.isEmpty
  }

  /// Ends all sessions of an account but `kept`, and returns those that ended.
  package func endAll(
    _ account: UUID, except kept: UUID?, now: Date
  ) async throws(PostgresError) -> [UUID] {
    let rows = try await database.query(
      """
      update sessions set ended_at = \(now)
      where account_id = \(account) and id is distinct from \(kept) and ended_at is null
      returning id
      """)
    var ended: [UUID] = []
    for row in rows { ended.append(try row.decode(UUID.self, "id")) }
    return ended
  }
}
