internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// A published version in the bytes that are answered later; made by the layer that answers.
struct CourseSpelling: Sendable {
  let card: [UInt8]
  let outline: [UInt8]
  /// What each activity holds, in the order of the document.
  let contents: [[UInt8]]
}

/// A checked document on its way to publication.
struct Manuscript: Sendable {
  let document: CourseDocument
  /// The document as it came.
  let bytes: [UInt8]
  /// SHA-256 of `bytes`.
  let digest: [UInt8]
  let author: UUID
}

/// What became of a manuscript.
enum Publication: Sendable {
  case published(PublishedCourse)
  /// The current version is the same.
  case unchanged
  case unknownCategory
}

/// Publishing courses.
struct PostgresPublicationStore: Sendable {
  let pool: PostgresPool
  let record: EventRecorder
  let newID: @Sendable () -> UUID

  /// Makes `manuscript` the current version of its course and tells it, unless it is already.
  func publish(
    _ manuscript: Manuscript, at now: Date,
    spell: @escaping @Sendable (PublishedCourse) throws -> CourseSpelling
  ) async throws -> Publication {
    try await self.pool.transaction { connection in
      let code = manuscript.document.code
      try await connection.query(
        "select pg_advisory_xact_lock(hashtextextended('course ' || \(code)::text, 0))")
      guard let category = try await self.category(of: manuscript, in: connection) else {
        return .unknownCategory
      }
      let current = try await self.current(code, in: connection)
      guard current?.digest != manuscript.digest else { return .unchanged }
      let id = current?.id ?? self.newID()
      let activities = try await self.activityIDs(of: id, manuscript.document, in: connection)
      let course = PublishedCourse(
        id: id, version: (current?.version ?? 0) + 1, category: category,
        document: manuscript.document, activityIDs: activities.ids)
      let edition = Edition(course: course, manuscript: manuscript, spelling: try spell(course))
      try await self.write(edition, adding: activities.added, at: now, in: connection)
      try await self.record(.coursePublished(course), at: now, in: connection)
      return .published(course)
    }
  }

  private struct Current {
    let id: UUID
    let version: Int64
    let digest: [UInt8]
  }

  private func category(
    of manuscript: Manuscript, in connection: PostgresConnection
  ) async throws -> UUID? {
    try await connection.query(
      "select id from categories where code = \(manuscript.document.categoryCode)"
    ).first?.decode(UUID.self, "id")
  }

  private func current(
    _ code: String, in connection: PostgresConnection
  ) async throws -> Current? {
    guard
      let row = try await connection.query(
        "select id, version, digest from courses where code = \(code)"
      ).first
    else { return nil }
    return Current(
      id: try row.decode(UUID.self, "id"), version: try row.decode(Int64.self, "version"),
      digest: try row.decode([UInt8].self, "digest"))
  }

  private func activityIDs(
    of course: UUID, _ document: CourseDocument, in connection: PostgresConnection
  ) async throws -> ActivityIDs {
    let rows = try await connection.query(
      "select code, id from activities where course_id = \(course)")
    var known: [String: UUID] = [:]
    for row in rows {
      known[try row.decode(String.self, "code")] = try row.decode(UUID.self, "id")
    }
    return ActivityIDs(document.activities.map(\.code), known: known, new: self.newID)
  }
}
