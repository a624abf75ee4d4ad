internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// What is kept of one person: to be given to them, or taken away.
struct PostgresPersonStore: Sendable {
  /// Somebody's part in a course, as it is kept.
  struct Part: Sendable {
    let course: String
    let title: String
    let role: Int
    let active: Bool
    let since: Date
    let dueOn: String?
  }

  let record: EventRecorder

  /// Every part in a course, present and past.
  static func parts(of account: UUID, in pool: PostgresPool) async throws -> [Part] {
    try await pool.query(
      """
      select c.code, c.title, e.role, e.active, e.since, e.due_on::text as due_on
      from enrolments e join courses c on c.id = e.course_id
      where e.account_id = \(account) order by e.since, c.code
      """
    ).map { row in
      Part(
        course: try row.decode(String.self, "code"), title: try row.decode(String.self, "title"),
        role: try row.decode(Int.self, "role"), active: try row.decode(Bool.self, "active"),
        since: try row.decode(Date.self, "since"), dueOn: try row.decode(String?.self, "due_on"))
    }
  }

  /// The codes of the courses they marked with a star.
  static func stars(of account: UUID, in pool: PostgresPool) async throws -> [String] {
    try await pool.query(
      """
      select c.code from stars s join courses c on c.id = s.course_id
      where s.account_id = \(account) order by c.code
      """
    ).map { try $0.decode(String.self, "code") }
  }

  /// Puts a pseudonym in the place of a person and ends their part in every course, which is told to others. Doing
  /// it again changes nothing.
  func erase(
    _ account: UUID, pseudonym: String, version: Int64, now: Date,
    in connection: PostgresConnection
  ) async throws {
    let nobody = Person(
      id: account, username: pseudonym, email: "", name: pseudonym, administration: nil,
      language: "en", roles: [])
    try await PostgresPeopleStore.keep(
      nobody, suspended: true, version: version, in: connection)
    try await connection.query("delete from stars where account_id = \(account)")
    let rows = try await connection.query(
      """
      update enrolments set active = false, version = version + 1
      where account_id = \(account) and active
      returning id, course_id, role, version, since
      """)
    for row in rows {
      let role = try row.decode(Int.self, "role")
      let ended = Enrolment(
        id: try row.decode(UUID.self, "id"), course: try row.decode(UUID.self, "course_id"),
        account: account, role: role == 2 ? .tutor : .learner, active: false,
        version: try row.decode(Int64.self, "version"), since: try row.decode(Date.self, "since"))
      try await self.record(.enrolmentChanged(ended), at: now, in: connection)
    }
  }
}
