import Foundation
import Postgres
import ProgressDomain

extension ProgressStore {
  /// The account's courses, or one of them, with everything done there.
  ///
  /// A course whose structure was not heard of yet has no activities.
  func read(
    _ accountID: UUID, _ courseID: UUID? = nil, from database: some QueryRunner
  ) async throws -> [LearnerCourse] {
    let one: PostgresQuery = courseID.map { "and e.course_id = \($0)" } ?? ""
    let rows = try await database.query(
      """
      select e.course_id, c.version, r.completed_at as course_completed_at, a.activity_id, a.kind,
        a.slide, a.seen, a.checks::text as checks, a.attempts, a.best, a.grade, a.completed_at,
        a.decision_version, a.decided_grade, a.locked, a.frozen, a.hidden, a.excluded, a.feedback
      from enrolments e
      join course_results r on r.account_id = e.account_id and r.course_id = e.course_id
      left join courses c on c.course_id = e.course_id
      left join (
        select * from (select * from activity_results where account_id = \(accountID)) w
        full join (
          select course_id, activity_id, version as decision_version, grade as decided_grade, locked,
            frozen, hidden, excluded, feedback
          from grade_decisions where account_id = \(accountID)
        ) d using (course_id, activity_id)
      ) a on a.course_id = e.course_id
      where e.account_id = \(accountID) and e.active \(one)
      order by e.course_id
      """)
    var learners: [LearnerCourse] = []
    for rows in try rows.grouped(by: "course_id") {
      learners.append(try await self.learner(accountID, rows, from: database))
    }
    return learners
  }

  private func learner(
    _ accountID: UUID, _ rows: ArraySlice<PostgresRow>, from database: some QueryRunner
  ) async throws -> LearnerCourse {
    let head = rows[rows.startIndex]
    let id = try head.decode(UUID.self, "course_id")
    let course =
      if let version = try head.decode(Int64?.self, "version") {
        try await self.courses.course(id, version: version, from: database)
      } else {
        try Course(id: id, version: 0, code: "", language: "", title: "", activities: [])
      }
    var results: [UUID: ActivityResult] = [:]
    var decisions: [UUID: StandingDecision] = [:]
    for row in rows {
      guard let activity = try row.decode(UUID?.self, "activity_id") else { continue }
      if try row.decode(String?.self, "kind") != nil {
        results[activity] = try row.activityResult()
      }
      decisions[activity] = try row.standingDecision()
    }
    return LearnerCourse(
      accountID: accountID, course: course, results: results, decisions: decisions,
      completedAt: try head.decode(Date?.self, "course_completed_at"))
  }
}

extension [PostgresRow] {
  /// Runs of rows with the same id in a column.
  func grouped(by column: String) throws -> [ArraySlice<PostgresRow>] {
    var groups: [ArraySlice<PostgresRow>] = []
    var start = self.startIndex
    var current: UUID?
    for index in self.indices {
      let id = try self[index].decode(UUID.self, column)
      if let known = current, known != id {
        groups.append(self[start..<index])
        start = index
      }
      current = id
    }
    if start < self.endIndex { groups.append(self[start...]) }
    return groups
  }
}

extension PostgresRow {
  /// The columns of grade_decisions; nil when nothing was decided.
  func standingDecision() throws -> StandingDecision? {
    guard let version = try self.decode(Int64?.self, "decision_version") else { return nil }
    return StandingDecision(
      decision: GradeDecision(
        grade: try self.decode(Double?.self, "decided_grade"),
        isLocked: try self.decode(Bool.self, "locked"),
        isHidden: try self.decode(Bool.self, "hidden"),
        isExcluded: try self.decode(Bool.self, "excluded"),
        feedback: try self.decode(String.self, "feedback")),
      version: version, frozen: try self.decode(Double?.self, "frozen"))
  }

  /// A row of activity_results.
  func activityResult() throws -> ActivityResult {
    let work: ActivityResult.Work =
      switch try self.decode(String.self, "kind") {
      case "lesson":
        .lesson(
          LessonProgress(
            slide: try self.decode(String?.self, "slide"),
            seen: Set(try self.decode([String].self, "seen")),
            answers: try CheckAnswersText.read(self.decode(String.self, "checks"))))
      case "quiz":
        .quiz(
          attempts: try self.decode(Int.self, "attempts"),
          best: try self.decode(Double?.self, "best"))
      case let other: throw CourseCopyError.unknown(other)
      }
    return ActivityResult(
      work: work, grade: try self.decode(Double?.self, "grade"),
      completedAt: try self.decode(Date?.self, "completed_at"))
  }
}

/// The column checks: an object that has an array of chosen options for each question.
enum CheckAnswersText {
  static func read(_ text: String) throws -> [String: Set<String>] {
    guard text != "{}" else { return [:] }
    return try JSONDecoder().decode([String: Set<String>].self, from: Data(text.utf8))
  }

  static func write(_ answers: [String: Set<String>]) throws -> String {
    guard !answers.isEmpty else { return "{}" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(answers.mapValues { $0.sorted() })
    return String(decoding: bytes, as: UTF8.self)
  }
}
