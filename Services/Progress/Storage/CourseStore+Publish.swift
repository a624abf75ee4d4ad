import Foundation
import Postgres
import ProgressDomain

extension CourseStore {
  /// Keeps a version that was published, and makes it the one studied unless a later one is.
  ///
  /// - Returns: whether learners study it from now on; false for what was known or superseded before.
  func publish(_ course: Course, in connection: PostgresConnection) async throws -> Bool {
    let inserted = try await connection.query(
      """
      insert into course_versions (course_id, version, code, language, title, aggregation,
        exclude_empty, drop_lowest, keep_highest)
      values (\(course.id), \(course.version), \(course.code), \(course.language), \(course.title),
        \(course.grading.method.rawValue), \(course.grading.excludesEmpty),
        \(course.grading.selection.dropLowest), \(course.grading.selection.keepHighest))
      on conflict (course_id, version) do nothing
      returning version
      """)
    guard !inserted.isEmpty else { return false }
    for (position, activity) in course.activities.enumerated() {
      try await self.insert(activity, position, of: course, in: connection)
      for (place, key) in activity.questions.enumerated() {
        try await self.insert(key, place, of: activity, of: course, in: connection)
      }
    }
    let current = try await connection.query(
      """
      insert into courses (course_id, version) values (\(course.id), \(course.version))
      on conflict (course_id) do update set version = excluded.version
      where courses.version < excluded.version
      returning version
      """)
    return !current.isEmpty
  }

  private func insert(
    _ activity: Activity, _ position: Int, of course: Course, in connection: PostgresConnection
  ) async throws {
    let (kind, slides, quiz): (String, [String], Quiz?) =
      switch activity.content {
      case .lesson(let lesson): ("lesson", lesson.slides, nil)
      case .quiz(let quiz): ("quiz", [], quiz)
      }
    try await connection.query(
      """
      insert into activities (course_id, version, position, activity_id, kind, title, slides, draw,
        pass_mark, attempts_allowed, weight, extra_credit)
      values (\(course.id), \(course.version), \(position), \(activity.id), \(kind),
        \(activity.title), \(slides), \(quiz?.draw ?? 0), \(quiz?.passMark ?? 0),
        \(quiz?.attemptsAllowed ?? 0), \(activity.weight.fixed), \(activity.weight == .extraCredit))
      """)
  }

  private func insert(
    _ key: Question, _ position: Int, of activity: Activity, of course: Course,
    in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into answer_keys (course_id, version, activity_id, position, question_id, kind, options,
        worths)
      values (\(course.id), \(course.version), \(activity.id), \(position), \(key.id),
        \(key.kind.rawValue), \(key.options.map(\.id)), \(key.options.map(\.worth.units)))
      """)
  }
}

extension Activity {
  fileprivate var questions: [Question] {
    switch self.content {
    case .lesson(let lesson): lesson.checks
    case .quiz(let quiz): quiz.pool
    }
  }
}
