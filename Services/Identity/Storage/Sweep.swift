package import Foundation
package import IdentityDomain
package import Postgres

/// Deletes what has no use any more. Every statement may run any number of times, in any process.
package struct Sweep: Sendable {
  /// Seconds for which ended things are kept, for those who look into an incident.
  package static let keep: TimeInterval = 24 * 3600

  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Deletes sessions, reset tokens and requests that ended more than a day before `now`,
  /// failures that are forgotten, and requests for accounts and imports that were kept long enough.
  package func run(now: Date) async throws(PostgresError) {
    let old = now.addingTimeInterval(-Self.keep)
    try await sessions(before: old)
    try await resetTokens(before: old)
    try await resetRequests(before: old)
    try await resetMails(before: old)
    try await accountRequests(now: now)
    try await imports(before: now.addingTimeInterval(-ImportRule.keep))
    try await failures(before: now.addingTimeInterval(-SignInThrottle.memory))
  }

  private func sessions(before old: Date) async throws(PostgresError) {
    try await database.query("delete from sessions where expires_at < \(old) or ended_at < \(old)")
  }

  private func resetTokens(before old: Date) async throws(PostgresError) {
    try await database.query("delete from reset_tokens where expires_at < \(old)")
  }

  private func resetRequests(before old: Date) async throws(PostgresError) {
    try await database.query("delete from reset_requests where requested_at < \(old)")
  }

  private func resetMails(before old: Date) async throws(PostgresError) {
    try await database.query("delete from reset_mails where sent_at < \(old)")
  }

  private func imports(before old: Date) async throws(PostgresError) {
    try await database.query(
      "delete from imports where created_at < \(old) and state not in (1, 3, 5)")
  }

  private func accountRequests(now: Date) async throws(PostgresError) {
    let times = [
      ApplicationRule.keepWaiting, ApplicationRule.keepDecided, ApplicationRule.keepIgnored,
    ]
    .map { now.addingTimeInterval(-$0) }
    try await database.query(
      """
      delete from account_requests
      where state = 1 and requested_at < \(times[0]) or state in (2, 3) and decided_at < \(times[1])
        or state = 4 and requested_at < \(times[2])
      """)
  }

  private func failures(before old: Date) async throws(PostgresError) {
    try await database.query(
      """
      delete from sign_in_failures where last_failure_at < \(old) or last_failure_at is null
      """)
  }
}
