package import Foundation
package import IdentityDomain
package import Postgres

/// A second factor as it is kept.
package struct StoredFactor: Sendable {
  package let account: UUID
  package let sealedKey: [UInt8]
  package let createdAt: Date
  /// Since when logins need a code; nil while nobody proved that an app has the key.
  package let confirmedAt: Date?
  /// The period of the last code that was taken.
  package let lastStep: Int64
}

/// The statements on second factors and recovery codes.
package struct SecondFactorStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// The factor of an account; nil when there is none, confirmed or not.
  package func find(_ account: UUID) async throws(PostgresError) -> StoredFactor? {
    let rows = try await database.query(
      """
      select sealed_key, created_at, confirmed_at, last_step from second_factors
      where account_id = \(account)
      """)
    guard let row = rows.first else { return nil }
    return StoredFactor(
      account: account, sealedKey: try row.decode([UInt8].self, "sealed_key"),
      createdAt: try row.decode(Date.self, "created_at"),
      confirmedAt: try row.decode(Date?.self, "confirmed_at"),
      lastStep: try row.decode(Int64.self, "last_step"))
  }

  /// Writes a key that waits to be confirmed, in place of one that did.
  package func put(
    _ sealedKey: [UInt8], of account: UUID, now: Date
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into second_factors (account_id, sealed_key, created_at)
      values (\(account), \(sealedKey), \(now))
      on conflict (account_id) do update set sealed_key = excluded.sealed_key,
        created_at = excluded.created_at, last_step = 0
      where second_factors.confirmed_at is null
      """)
  }

  /// Lets logins need a code from now on.
  package func confirm(_ account: UUID, now: Date) async throws(PostgresError) {
    try await database.query(
      "update second_factors set confirmed_at = \(now) where account_id = \(account)")
    try await database.query(
      "update credentials set second_factor_at = \(now) where account_id = \(account)")
  }

  /// Takes the code of a period, once; false when it or a later one was taken.
  package func take(_ step: Int64, of account: UUID) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      update second_factors set last_step = \(step)
      where account_id = \(account) and last_step < \(step)
      returning last_step
      """)
    return !rows.isEmpty
  }

  /// Takes the factor off; false when there was none that counted.
  package func remove(_ account: UUID) async throws(PostgresError) -> Bool {
    try await database.query("delete from recovery_codes where account_id = \(account)")
    let rows = try await database.query(
      "delete from second_factors where account_id = \(account) returning confirmed_at")
    try await database.query(
      "update credentials set second_factor_at = null where account_id = \(account)")
    return try rows.first?.decode(Date?.self, "confirmed_at") != nil
  }

  /// Writes down that a session gave its code.
  package func noteCode(of session: UUID, now: Date) async throws(PostgresError) {
    try await database.query(
      "update sessions set code_given_at = \(now) where id = \(session)")
  }
}

extension SecondFactorStore {
  /// Replaces all recovery codes of an account.
  package func putRecoveryCodes(
    _ hashes: [[UInt8]], of account: UUID
  ) async throws(PostgresError) {
    try await database.query("delete from recovery_codes where account_id = \(account)")
    for hash in hashes {
      try await database.query(
        "insert into recovery_codes (account_id, code_hash) values (\(account), \(hash))")
    }
  }

  /// Uses a recovery code up; false when it is none, or was used.
  package func useRecoveryCode(
    _ hash: [UInt8], of account: UUID, now: Date
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      update recovery_codes set used_at = \(now)
      where account_id = \(account) and code_hash = \(hash) and used_at is null
      returning account_id
      """)
    return !rows.isEmpty
  }

  /// Recovery codes that were not used.
  package func recoveryCodesLeft(_ account: UUID) async throws(PostgresError) -> Int {
    let rows = try await database.query(
      """
      select count(*) as left_over from recovery_codes
      where account_id = \(account) and used_at is null
      """)
    return try rows.first?.decode(Int.self, "left_over") ?? 0
  }
}
