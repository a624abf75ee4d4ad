internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// One activity of one version of a course, with what decides whether the reader may see it.
struct StoredActivity: Sendable {
  /// What the activity holds in that version.
  struct Content: Sendable {
    let kind: ActivityKind
    let title: String
    let bytes: [UInt8]
  }

  let courseTitle: String
  let language: String
  let role: CourseRole?
  let tutors: [String]
  /// Nil when the course, or that version of it, has no such activity.
  let content: Content?
}

/// Reading what activities hold.
struct PostgresActivityStore: Sendable {
  let pool: PostgresPool

  /// The activity in `version` of the course, the current one when nil; nil without such a course.
  func activity(
    _ activity: UUID, of course: UUID, version: Int64?, for reader: UUID
  ) async throws -> StoredActivity? {
    try await self.pool.query(
      """
      select c.title as course_title, c.language, e.role, a.kind, a.title, a.content,
        \(unsafeSQL: PostgresCourseStore.tutors)
      from courses c
      left join enrolments e on e.course_id = c.id and e.account_id = \(reader) and e.active
      left join activity_versions a on a.course_id = c.id and a.activity_id = \(activity)
        and a.version = coalesce(\(version), c.version)
      where c.id = \(course)
      """
    ).first.map(Self.activity)
  }

  private static func activity(_ row: PostgresRow) throws -> StoredActivity {
    StoredActivity(
      courseTitle: try row.decode(String.self, "course_title"),
      language: try row.decode(String.self, "language"), role: try PostgresCourseStore.role(row),
      tutors: try row.decode([String].self, "tutors"), content: try Self.content(row))
  }

  private static func content(_ row: PostgresRow) throws -> StoredActivity.Content? {
    guard let kind = try row.decode(Int?.self, "kind").flatMap(ActivityKind.init(rawValue:)) else {
      return nil
    }
    return StoredActivity.Content(
      kind: kind, title: try row.decode(String.self, "title"),
      bytes: try row.decode([UInt8].self, "content"))
  }
}
