internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// All that is written of one version.
struct Edition: Sendable {
  let course: PublishedCourse
  let manuscript: Manuscript
  let spelling: CourseSpelling
}

extension PostgresPublicationStore {
  func write(
    _ edition: Edition, adding codes: [String: UUID], at now: Date,
    in connection: PostgresConnection
  ) async throws {
    try await self.writeCourse(edition, in: connection)
    try await self.writeVersion(edition, at: now, in: connection)
    for (code, id) in codes {
      try await connection.query(
        """
        insert into activities (id, course_id, code) values (\(id), \(edition.course.id), \(code))
        """)
    }
    for index in edition.course.activityIDs.indices {
      try await self.writeActivity(index, of: edition, in: connection)
    }
  }

  private func writeCourse(_ edition: Edition, in connection: PostgresConnection) async throws {
    let course = edition.course
    let document = course.document
    try await connection.query(
      """
      insert into courses (
        id, code, version, category_id, language, title, title_folded, hours, digest, card, outline
      ) values (
        \(course.id), \(document.code), \(course.version), \(course.category),
        \(document.language), \(document.title), \(TextFolding.fold(document.title)),
        \(document.hours), \(edition.manuscript.digest), \(edition.spelling.card),
        \(edition.spelling.outline)
      )
      on conflict (id) do update set
        version = excluded.version, category_id = excluded.category_id,
        language = excluded.language, title = excluded.title,
        title_folded = excluded.title_folded, hours = excluded.hours, digest = excluded.digest,
        card = excluded.card, outline = excluded.outline
      """)
  }

  private func writeVersion(
    _ edition: Edition, at now: Date, in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into course_versions (course_id, version, published_by, published_at, document)
      values (
        \(edition.course.id), \(edition.course.version), \(edition.manuscript.author), \(now),
        \(edition.manuscript.bytes)
      )
      """)
  }

  private func writeActivity(
    _ index: Int, of edition: Edition, in connection: PostgresConnection
  ) async throws {
    let activity = edition.course.document.activities[index]
    try await connection.query(
      """
      insert into activity_versions (course_id, version, activity_id, kind, title, content)
      values (
        \(edition.course.id), \(edition.course.version), \(edition.course.activityIDs[index]),
        \(activity.content.kind?.rawValue), \(activity.title), \(edition.spelling.contents[index])
      )
      """)
  }
}
