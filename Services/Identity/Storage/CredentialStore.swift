package import Foundation
package import IdentityDomain
package import Postgres

/// The statements on credentials.
package struct CredentialStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes the credentials of new accounts.
  package func insert(_ credentials: [Credential], now: Date) async throws(PostgresError) {
    try await database.query(
      """
      insert into credentials (account_id, password_hash, temporary_serial, temporary_expires_at,
        reset_serial, changed_at)
      select account_id, password_hash, temporary_serial, temporary_expires_at, reset_serial, \(now)
      from unnest(\(credentials.map(\.account)), \(credentials.map(\.passwordHash)),
        \(credentials.map(\.temporarySerial)), \(NullableArray(credentials.map(\.temporaryExpiresAt))),
        \(credentials.map(\.resetSerial)))
        as c (account_id, password_hash, temporary_serial, temporary_expires_at, reset_serial)
      """)
  }

  /// The credential of an account; nil when there is none.
  package func find(_ account: UUID) async throws(PostgresError) -> Credential? {
    try await first("c.account_id = \(account)")
  }

  /// The same, locked for the rest of the transaction. Read only after the lock is held: a statement that
  /// waits for it sees the locked row as it has become, but the account as it was before the wait.
  package func lock(_ account: UUID) async throws(PostgresError) -> Credential? {
    try await database.query("select 1 from credentials where account_id = \(account) for update")
    return try await find(account)
  }

  /// Locks the credentials of accounts for the rest of the transaction, in an order in which two who do so never wait for
  /// each other. What is read of the accounts before is what they were.
  package func lock(_ accounts: [UUID]) async throws(PostgresError) {
    try await database.query(
      """
      select 1 from credentials where account_id = any(\(accounts)) order by account_id for update
      """)
  }

  /// The same of the accounts that have usernames, in the same order.
  package func lock(usernames: [String]) async throws(PostgresError) {
    try await database.query(
      """
      select 1 from credentials c join accounts a on a.id = c.account_id
      where a.username = any(\(usernames)) order by c.account_id for update of c
      """)
  }

  /// The credential of a username in lower case; nil when there is none.
  package func find(username: String) async throws(PostgresError) -> Credential? {
    try await first("a.username = \(username)")
  }

  /// Replaces a password by one the person chose.
  package func replace(
    _ account: UUID, with hash: String, now: Date
  ) async throws(PostgresError) {
    try await database.query(
      """
      update credentials set password_hash = \(hash), temporary_expires_at = null,
        changed_at = \(now)
      where account_id = \(account)
      """)
  }

  /// Replaces a temporary password by the next one.
  package func reissue(_ credential: Credential, now: Date) async throws(PostgresError) {
    try await database.query(
      """
      update credentials set password_hash = \(credential.passwordHash),
        temporary_serial = \(credential.temporarySerial),
        temporary_expires_at = \(credential.temporaryExpiresAt), changed_at = \(now)
      where account_id = \(credential.account)
      """)
  }

  /// Writes the same password hashed with newer parameters.
  package func rehash(_ account: UUID, to hash: String) async throws(PostgresError) {
    try await database.query(
      "update credentials set password_hash = \(hash) where account_id = \(account)")
  }

  /// Takes the next serial for a reset token.
  package func takeResetSerial(_ account: UUID) async throws(PostgresError) -> Int64 {
    let rows = try await database.query(
      """
      update credentials set reset_serial = reset_serial + 1 where account_id = \(account)
      returning reset_serial
      """)
    guard let row = rows.first else {
      throw PostgresError(.decoding, "a reset token of an account without credential")
    }
    return try row.decode(Int64.self, "reset_serial")
  }

  private func first(_ condition: PostgresQuery) async throws(PostgresError) -> Credential? {
    let rows = try await database.query(
      """
      select c.account_id, c.password_hash, c.temporary_serial, c.temporary_expires_at,
        c.reset_serial, a.suspended_at is not null as is_suspended
      from accounts a join credentials c on c.account_id = a.id
      where \(condition)
      """)
    guard let row = rows.first else { return nil }
    return Credential(
      account: try row.decode(UUID.self, "account_id"),
      passwordHash: try row.decode(String.self, "password_hash"),
      temporarySerial: try row.decode(Int64.self, "temporary_serial"),
      temporaryExpiresAt: try row.decode(Date?.self, "temporary_expires_at"),
      resetSerial: try row.decode(Int64.self, "reset_serial"),
      isSuspended: try row.decode(Bool.self, "is_suspended"))
  }
}
