internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// A course as the store keeps it for reading: `bytes` are the spelling made at its publication.
struct StoredCourse: Sendable {
  let id: UUID
  let category: UUID
  let title: String
  let bytes: [UInt8]
  /// What the reader does in it; nil without an active enrolment.
  let role: CourseRole?
  let tutors: [String]
  let isStarred: Bool
  /// By when the reader should have completed it.
  let dueOn: DueDate?
}

/// The courses of a list, and which version of the categories they stand in (0 for no courses).
struct CourseCards: Sendable {
  let courses: [StoredCourse]
  let categoriesVersion: Int64
}

/// What the front page counts.
struct Figures: Sendable {
  let hours: Double
  let courses: Int
  let languages: Set<String>
}

/// Reading courses.
struct PostgresCourseStore: Sendable {
  let pool: PostgresPool

  /// The cards of the reader's courses by title; of all courses with `everyCourse`.
  func cards(for reader: UUID, everyCourse: Bool) async throws -> CourseCards {
    // Two statements, so that the plan of the common one begins at the reader's own enrolments.
    let joined = everyCourse ? "left join" : "join"
    let rows = try await self.pool.query(
      """
      select c.id, c.category_id, c.title, c.card as bytes, \(unsafeSQL: Self.part), \(Self.star(of: reader)),
        \(unsafeSQL: Self.tutors),
        (select version from categories_version) as categories_version
      from courses c \(unsafeSQL: joined) enrolments e
        on e.course_id = c.id and e.account_id = \(reader) and e.active
      order by c.title_folded, c.code
      """)
    return CourseCards(
      courses: try rows.map(Self.course),
      categoriesVersion: try rows.first?.decode(Int64.self, "categories_version") ?? 0)
  }

  /// The outline of a course; nil when there is none of that id.
  func outline(of course: UUID, for reader: UUID) async throws -> StoredCourse? {
    try await self.pool.query(
      """
      select c.id, c.category_id, c.title, c.outline as bytes, \(unsafeSQL: Self.part), \(Self.star(of: reader)),
        \(unsafeSQL: Self.tutors)
      from courses c
      left join enrolments e on e.course_id = c.id and e.account_id = \(reader) and e.active
      where c.id = \(course)
      """
    ).first.map(Self.course)
  }

  /// The course of that code, if there is one.
  func id(of code: String) async throws -> UUID? {
    try await self.pool.query("select id from courses where code = \(code)").first?
      .decode(UUID.self, "id")
  }

  /// What the whole catalogue amounts to.
  func figures() async throws -> Figures {
    let rows = try await self.pool.query(
      """
      select language, sum(hours) as hours, count(*) as courses from courses group by language
      """)
    return Figures(
      hours: try rows.reduce(0) { $0 + (try $1.decode(Double.self, "hours")) },
      courses: try rows.reduce(0) { $0 + (try $1.decode(Int.self, "courses")) },
      languages: Set(try rows.map { try $0.decode(String.self, "language") }))
  }

  /// Marks a course for somebody with a star, or takes it away.
  func star(_ course: UUID, for reader: UUID, _ isStarred: Bool) async throws {
    guard isStarred else {
      try await self.pool.query(
        "delete from stars where account_id = \(reader) and course_id = \(course)")
      return
    }
    try await self.pool.query(
      """
      insert into stars (account_id, course_id) values (\(reader), \(course)) on conflict do nothing
      """)
  }

  /// The reader's own part, of enrolment `e`.
  private static let part = "e.role, e.due_on::text as due_on"

  /// Whether the reader marked course `c`.
  private static func star(of reader: UUID) -> PostgresQuery {
    """
    exists (select from stars s where s.account_id = \(reader) and s.course_id = c.id) as starred
    """
  }

  /// The names of the tutors of course `c`.
  static let tutors = """
    array(
      select t.name from course_tutors t where t.course_id = c.id order by t.name_folded, t.account_id
    ) as tutors
    """

  private static func course(_ row: PostgresRow) throws -> StoredCourse {
    StoredCourse(
      id: try row.decode(UUID.self, "id"), category: try row.decode(UUID.self, "category_id"),
      title: try row.decode(String.self, "title"),
      bytes: try row.decode([UInt8].self, "bytes"), role: try Self.role(row),
      tutors: try row.decode([String].self, "tutors"),
      isStarred: try row.decode(Bool.self, "starred"),
      dueOn: try row.decode(String?.self, "due_on").map(DueDate.init(stored:)))
  }

  static func role(_ row: PostgresRow) throws -> CourseRole? {
    try row.decode(Int?.self, "role").flatMap(CourseRole.init(rawValue:))
  }
}
