import Authentication
import Foundation
import Postgres
import TestSupport

/// Learners and tutors of a few courses, one row of each table for each part somebody has in a course, and callers with
/// random roles.
struct ScopeGraph: Sendable {
  /// Somebody's part in a course; all rows that hang on it have its id.
  struct Part: Sendable {
    let id = UUID()
    let account: UUID
    let course: UUID
    let isTutor: Bool
    let isActive: Bool
    /// Who decided about its grade.
    let actor: UUID
  }

  /// The tables that have rows of the graph.
  static let tables = [
    "enrolments", "course_results", "activity_results", "attempts", "attempt_questions",
    "grade_decisions", "grade_changes",
  ]

  let parts: [Part]
  let callers: [Principal]

  init(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let accounts = (0..<Int.random(in: 2...5, using: &dice)).map { _ in UUID() }
    let courses = (0..<3).map { _ in UUID() }
    var parts: [Part] = []
    for account in accounts {
      for course in courses where Int.random(in: 0..<3, using: &dice) > 0 || parts.isEmpty {
        parts.append(
          Part(
            account: account, course: course, isTutor: Int.random(in: 0..<3, using: &dice) == 0,
            isActive: Int.random(in: 0..<4, using: &dice) > 0,
            actor: accounts.randomElement(using: &dice) ?? account))
      }
    }
    self.parts = parts
    self.callers = accounts.map { account in
      let roles = Role.allCases.filter { _ in Int.random(in: 0..<4, using: &dice) == 0 }
      return Self.principal(account, Set(roles))
    }
  }

  static func principal(_ account: UUID, _ roles: Set<Role> = []) -> Principal {
    Principal(
      accountID: account, sessionID: UUID(), roles: roles, administrationID: UUID(),
      language: "en", name: "Somebody")
  }

  /// The service's rule of whose grades somebody sees and decides about: tutors of the course and administrators.
  func tutors(_ caller: Principal, _ course: UUID) -> Bool {
    caller.has(.administrator)
      || self.parts.contains {
        $0.account == caller.accountID && $0.course == course && $0.isTutor && $0.isActive
      }
  }

  /// The ids of parts of which something holds.
  func ids(_ holds: (Part) -> Bool) -> Set<UUID> { Set(self.parts.filter(holds).map(\.id)) }

  /// Writes it as the service.
  func insert(_ connection: PostgresConnection) async throws {
    for part in self.parts { try await part.insert(connection) }
  }
}

extension ScopeGraph.Part {
  fileprivate func insert(_ connection: PostgresConnection) async throws {
    try await connection.query(
      """
      insert into enrolments values (\(self.account), \(self.course),
        \(self.isTutor ? "tutor" : "learner"), \(self.isActive), \(self.id), 1, now())
      """)
    try await connection.query(
      """
      insert into course_results (account_id, course_id, progress_id)
      values (\(self.account), \(self.course), \(self.id))
      """)
    try await self.insertResult(connection)
    try await self.insertAttempt(connection)
    try await self.insertDecision(connection)
    try await self.insertChange(by: self.actor, connection)
  }

  func insertResult(_ connection: PostgresConnection) async throws {
    try await connection.query(
      """
      insert into activity_results (account_id, course_id, activity_id, kind)
      values (\(self.account), \(self.course), \(self.id), 'quiz')
      """)
  }

  func insertAttempt(_ connection: PostgresConnection) async throws {
    try await connection.query(
      """
      insert into attempts (attempt_id, account_id, course_id, activity_id, number, course_version,
        seed, pass_mark, started_at)
      values (\(self.id), \(self.account), \(self.course), \(self.id), 1, 1, 1, 0.7, now())
      """)
    try await connection.query(
      """
      insert into attempt_questions (attempt_id, position, question_id, kind, options, worths)
      values (\(self.id), 1, 'q', 'single', '{a}', '{0}')
      """)
  }

  func insertDecision(_ connection: PostgresConnection) async throws {
    try await connection.query(
      """
      insert into grade_decisions (account_id, course_id, activity_id, version, locked, hidden,
        excluded, feedback)
      values (\(self.account), \(self.course), \(self.id), 1, false, false, false, '')
      """)
  }

  func insertChange(by actor: UUID, _ connection: PostgresConnection) async throws {
    try await connection.query(
      """
      insert into grade_changes values (\(self.account), \(self.course), \(self.id), 1, \(actor), now(),
        'Why', null, null, false, false, false, false, false, false, false, false, '', '')
      """)
  }
}
