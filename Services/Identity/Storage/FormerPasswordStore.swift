package import Foundation
package import IdentityDomain
package import Postgres

/// The statements on passwords that people chose before the one in force.
package struct FormerPasswordStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// The hashes, the last one first.
  package func hashes(of account: UUID) async throws(PostgresError) -> [String] {
    let rows = try await database.query(
      """
      select password_hash from former_passwords where account_id = \(account)
      order by replaced_at desc limit \(PasswordRule.remembered)
      """)
    var hashes: [String] = []
    for row in rows { hashes.append(try row.decode(String.self, "password_hash")) }
    return hashes
  }

  /// Keeps the password in force, if the person chose it, and forgets those that no longer count. Comes before another
  /// takes its place.
  package func keepCurrent(of account: UUID, now: Date) async throws(PostgresError) {
    try await database.query(
      """
      insert into former_passwords (account_id, replaced_at, password_hash)
      select account_id, \(now), password_hash from credentials
      where account_id = \(account) and temporary_expires_at is null
      on conflict do nothing
      """)
    try await database.query(
      """
      delete from former_passwords where account_id = \(account) and replaced_at not in (
        select replaced_at from former_passwords where account_id = \(account)
        order by replaced_at desc limit \(PasswordRule.remembered))
      """)
  }
}
