package import Foundation
package import Postgres

/// What is kept of an account beyond its profile, for its owner.
package struct AccountExport: Sendable {
  /// A session, open or ended not long ago.
  package struct Session: Sendable {
    package let createdAt: Date
    package let lastSeenAt: Date
    package let endedAt: Date?
  }

  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Sessions, newest first.
  package func sessions(of account: UUID) async throws(PostgresError) -> [Session] {
    let rows = try await database.query(
      """
      select created_at, last_seen_at, ended_at from sessions
      where account_id = \(account) order by created_at desc limit 500
      """)
    var sessions: [Session] = []
    for row in rows {
      sessions.append(
        Session(
          createdAt: try row.decode(Date.self, "created_at"),
          lastSeenAt: try row.decode(Date.self, "last_seen_at"),
          endedAt: try row.decode(Date?.self, "ended_at")))
    }
    return sessions
  }

  /// Ids of the courses the person takes part in, as far as they are known here.
  package func courses(of account: UUID) async throws(PostgresError) -> [UUID] {
    let rows = try await database.query(
      "select course_id from course_members where account_id = \(account) and active")
    var courses: [UUID] = []
    for row in rows { courses.append(try row.decode(UUID.self, "course_id")) }
    return courses
  }
}
