import Foundation
import Postgres
import ProgressDomain
import Synchronization

/// The published courses. A version never changes, so the newest one read of each course is kept in
/// memory; one instance serves the whole process.
final class CourseStore: Sendable {
  private let newest = Mutex<[UUID: Course]>([:])

  /// A version of a course.
  ///
  /// - Throws: `CourseCopyError` when a version that others refer to is not there.
  func course(
    _ id: UUID, version: Int64, from database: some QueryRunner
  ) async throws -> Course {
    if let known = self.newest.withLock({ $0[id] }), known.version == version { return known }
    let course = try await self.load(id, version, from: database)
    self.newest.withLock { known in
      if known[id].map({ $0.version < version }) ?? true { known[id] = course }
    }
    return course
  }

  private func load(
    _ id: UUID, _ version: Int64, from database: some QueryRunner
  ) async throws -> Course {
    let heads = try await database.query(
      """
      select code, language, title, aggregation, exclude_empty, drop_lowest, keep_highest
      from course_versions
      where course_id = \(id) and version = \(version)
      """)
    guard let head = heads.first else { throw CourseCopyError.missing(id, version) }
    let keys = try await self.answerKeys(id, version, from: database)
    let rows = try await database.query(
      """
      select activity_id, kind, title, slides, draw, pass_mark, attempts_allowed, weight, extra_credit
      from activities where course_id = \(id) and version = \(version) order by position
      """)
    return try Course(
      id: id, version: version, code: head.decode(String.self, "code"),
      language: head.decode(String.self, "language"), title: head.decode(String.self, "title"),
      activities: rows.map { try $0.activity(keys: keys) }, grading: head.grading())
  }

  private func answerKeys(
    _ id: UUID, _ version: Int64, from database: some QueryRunner
  ) async throws -> [UUID: [Question]] {
    let rows = try await database.query(
      """
      select activity_id, question_id, kind, options, worths from answer_keys
      where course_id = \(id) and version = \(version) order by activity_id, position
      """)
    var keys: [UUID: [Question]] = [:]
    for row in rows {
      keys[try row.decode(UUID.self, "activity_id"), default: []].append(try row.question())
    }
    return keys
  }
}

/// What is stored of a course does not hold together.
enum CourseCopyError: Error, Equatable {
  /// A version that learners study is not there.
  case missing(UUID, Int64)
  /// A word that is none of those the table allows.
  case unknown(String)
}

extension PostgresRow {
  /// A question out of the columns question_id, kind, options and worths.
  func question() throws -> Question {
    let kind = try self.decode(String.self, "kind")
    guard let kind = Question.Kind(rawValue: kind) else { throw CourseCopyError.unknown(kind) }
    return try Question(
      id: self.decode(String.self, "question_id"), kind: kind,
      options: zip(
        self.decode([String].self, "options"), self.decode([Int].self, "worths")
      ).map { Question.Option(id: $0, worth: Worth(units: $1)) })
  }

  fileprivate func grading() throws -> Grading {
    let method = try self.decode(String.self, "aggregation")
    guard let method = Grading.Method(rawValue: method) else {
      throw CourseCopyError.unknown(method)
    }
    return Grading(
      method: method, excludesEmpty: try self.decode(Bool?.self, "exclude_empty"),
      selection: Grading.Selection(
        dropLowest: try self.decode(Int.self, "drop_lowest"),
        keepHighest: try self.decode(Int.self, "keep_highest")))
  }

  fileprivate func activity(keys: [UUID: [Question]]) throws -> Activity {
    let id = try self.decode(UUID.self, "activity_id")
    let questions = keys[id] ?? []
    let content: Activity.Content =
      switch try self.decode(String.self, "kind") {
      case "lesson":
        .lesson(try Lesson(slides: self.decode([String].self, "slides"), checks: questions))
      case "quiz":
        .quiz(
          try Quiz(
            pool: questions, draw: self.decode(Int.self, "draw"),
            passMark: self.decode(Double.self, "pass_mark"),
            attemptsAllowed: self.decode(Int.self, "attempts_allowed")))
      case let other: throw CourseCopyError.unknown(other)
      }
    return Activity(
      id: id, title: try self.decode(String.self, "title"), content: content,
      weight: GradeItem.Weight(
        fixed: try self.decode(Double?.self, "weight"),
        extraCredit: try self.decode(Bool.self, "extra_credit")))
  }
}
