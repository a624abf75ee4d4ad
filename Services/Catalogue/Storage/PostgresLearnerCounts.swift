internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// How many learners a course has.
struct LearnerCount: Equatable, Sendable {
  let course: UUID
  let title: String
  /// A language code.
  let language: String
  let learners: Int
}

/// Counting learners by course.
struct PostgresLearnerCounts: Sendable {
  let pool: PostgresPool

  /// Courses that have learners among the people of `scope`, by title.
  func count(_ scope: PeopleScope) async throws -> [LearnerCount] {
    let condition: PostgresQuery
    switch scope {
    case .nobody: return []
    case .administration(let id): condition = "p.administration_id = \(id)"
    case .everybody: condition = "true"
    }
    return try await self.pool.query(
      """
      select c.id, c.title, c.language, counted.learners
      from (
        select p.course_id, count(*) as learners from participants p
        where p.role = \(CourseRole.learner.rawValue) and \(condition) group by p.course_id
      ) counted join courses c on c.id = counted.course_id
      order by c.title_folded, c.code
      """
    ).map { row in
      LearnerCount(
        course: try row.decode(UUID.self, "id"), title: try row.decode(String.self, "title"),
        language: try row.decode(String.self, "language"),
        learners: try row.decode(Int.self, "learners"))
    }
  }
}
