package import Foundation
package import IdentityDomain
package import Postgres

/// The statements on reset tokens; a token itself is never written, only its SHA-256.
package struct ResetTokenStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes a new token.
  package func insert(
    _ token: ResetToken, hash: [UInt8], now: Date
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into reset_tokens (account_id, serial, token_hash, created_at, expires_at)
      values (\(token.account), \(token.serial), \(hash), \(now), \(token.expiresAt))
      """)
  }

  /// The token of a hash, locked for the rest of the transaction; nil when there is none.
  package func lock(hash: [UInt8]) async throws(PostgresError) -> ResetToken? {
    try await first("token_hash = \(hash) for update")
  }

  /// The token of a hash; nil when there is none.
  package func find(hash: [UInt8]) async throws(PostgresError) -> ResetToken? {
    try await first("token_hash = \(hash)")
  }

  /// The token of an account and serial; nil when there is none.
  package func find(
    account: UUID, serial: Int64
  ) async throws(PostgresError) -> ResetToken? {
    try await first("account_id = \(account) and serial = \(serial)")
  }

  /// Ends all tokens of accounts.
  package func endAll(_ accounts: [UUID], now: Date) async throws(PostgresError) {
    try await database.query(
      """
      update reset_tokens set ended_at = \(now) where account_id = any(\(accounts)) and ended_at is null
      """)
  }

  private func first(_ condition: PostgresQuery) async throws(PostgresError) -> ResetToken? {
    let rows = try await database.query(
      "select account_id, serial, expires_at, ended_at from reset_tokens where \(condition)")
    guard let row = rows.first else { return nil }
    return ResetToken(
      account: try row.decode(UUID.self, "account_id"),
      serial: try row.decode(Int64.self, "serial"),
      expiresAt: try row.decode(Date.self, "expires_at"),
      endedAt: try row.decode(Date?.self, "ended_at"))
  }
}
