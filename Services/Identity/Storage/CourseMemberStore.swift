package import Foundation
package import Postgres

/// Who takes part in which course, as Catalogue's events tell it: profiles may be shown to course fellows.
package struct CourseMemberStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes down that a person's part in a course began or ended; older versions of the enrolment change nothing.
  package func put(
    account: UUID, course: UUID, active: Bool, version: Int64
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into course_members (account_id, course_id, active, version)
      values (\(account), \(course), \(active), \(version))
      on conflict (account_id, course_id) do update
        set active = excluded.active, version = excluded.version
      where course_members.version < excluded.version
      """)
  }

  /// Whether two people take part in the same course.
  package func share(_ one: UUID, _ other: UUID) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      select exists (select from course_members a join course_members b using (course_id)
        where a.account_id = \(one) and b.account_id = \(other) and a.active and b.active) as found
      """)
    return try rows.first?.decode(Bool.self, "found") ?? false
  }
}
