package import Foundation
package import IdentityDomain
package import NetworkAddresses
package import Postgres

/// Whose failed sign-ins are counted.
package enum FailureSubject: Hashable, Sendable {
  /// A username by its SHA-256, whether an account has it or not.
  case username(hash: [UInt8])
  case address(NetworkAddress)
  /// All devices together that were signed in to an account before.
  case devices(account: UUID)
  /// The codes of an account's second factor.
  case code(account: UUID)
  /// The password in force, as somebody who is signed in gives it.
  case current(account: UUID)

  var kind: Int {
    switch self {
    case .username: 1
    case .address: 2
    case .devices: 3
    case .code: 4
    case .current: 5
    }
  }

  var key: [UInt8] {
    switch self {
    case .username(let hash): hash
    case .address(let address): address.bytes
    case .devices(let account), .code(let account), .current(let account):
      withUnsafeBytes(of: account.uuid) { Array($0) }
    }
  }

  package var rule: SignInThrottle.Rule {
    switch self {
    case .username, .devices, .code, .current: .account
    case .address: .address
    }
  }
}

/// The statements on counted failures.
package struct FailureCounters: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Makes a row for a subject that has none, so that it can be locked.
  package func ensure(_ subject: FailureSubject) async throws(PostgresError) {
    try await database.query(
      """
      insert into sign_in_failures (kind, subject, failures)
      values (\(subject.kind), \(subject.key), 0)
      on conflict (kind, subject) do nothing
      """)
  }

  /// What was counted, locked for the rest of the transaction.
  package func lock(_ subject: FailureSubject) async throws(PostgresError) -> SignInThrottle {
    let rows = try await database.query(
      """
      select failures, last_failure_at from sign_in_failures
      where kind = \(subject.kind) and subject = \(subject.key) for update
      """)
    guard let row = rows.first else { return SignInThrottle(rule: subject.rule) }
    return SignInThrottle(
      rule: subject.rule, failures: try row.decode(Int.self, "failures"),
      last: try row.decode(Date?.self, "last_failure_at"))
  }

  /// Writes what is counted now.
  package func write(
    _ throttle: SignInThrottle, of subject: FailureSubject
  ) async throws(PostgresError) {
    try await database.query(
      """
      update sign_in_failures set failures = \(throttle.failures),
        last_failure_at = \(throttle.last)
      where kind = \(subject.kind) and subject = \(subject.key)
      """)
  }

  /// Takes one failure back: the attempt it was counted for succeeded.
  package func takeBack(_ subject: FailureSubject) async throws(PostgresError) {
    try await database.query(
      """
      update sign_in_failures set failures = greatest(failures - 1, 0)
      where kind = \(subject.kind) and subject = \(subject.key)
      """)
  }

  /// Takes the row away again that was made for a subject of which nothing was counted.
  package func drop(_ subject: FailureSubject) async throws(PostgresError) {
    try await database.query(
      """
      delete from sign_in_failures
      where kind = \(subject.kind) and subject = \(subject.key) and last_failure_at is null
      """)
  }

  /// Forgets all failures of a subject.
  package func forget(_ subject: FailureSubject) async throws(PostgresError) {
    try await database.query(
      """
      delete from sign_in_failures where kind = \(subject.kind) and subject = \(subject.key)
      """)
  }
}
