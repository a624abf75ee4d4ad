import Foundation
import Postgres
import ProgressDomain

extension ProgressStore {
  /// An attempt with its questions in the order shown; nil when the account has no such attempt.
  func attempt(
    _ id: UUID, of accountID: UUID, from database: some QueryRunner
  ) async throws -> AttemptRecord? {
    try await self.attempt(
      "t.attempt_id = \(id) and t.account_id = \(accountID)", from: database)
  }

  /// The open attempt of the account at a quiz.
  func openAttempt(
    _ accountID: UUID, _ courseID: UUID, _ quiz: UUID, _ connection: PostgresConnection
  ) async throws -> AttemptRecord? {
    try await self.attempt(
      """
      t.account_id = \(accountID) and t.course_id = \(courseID) and t.activity_id = \(quiz)
      and t.finished_at is null
      """, from: connection)
  }

  private func attempt(
    _ condition: PostgresQuery, from database: some QueryRunner
  ) async throws -> AttemptRecord? {
    let rows = try await database.query(
      """
      select t.attempt_id, t.account_id, t.course_id, t.activity_id, t.number, t.course_version,
        t.pass_mark, t.started_at, t.finished_at, t.score, q.question_id, q.kind, q.options,
        q.worths, q.chosen, q.sequence
      from attempts t join attempt_questions q on q.attempt_id = t.attempt_id
      where \(condition) order by q.position
      """)
    return try rows.first?.attemptRecord(questions: rows)
  }

  /// Keeps a new attempt with its questions.
  func insert(
    _ record: AttemptRecord, seed: UInt64, in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into attempts (attempt_id, account_id, course_id, activity_id, number, course_version,
        seed, pass_mark, started_at)
      values (\(record.id), \(record.accountID), \(record.courseID), \(record.activityID),
        \(record.number), \(record.courseVersion), \(Int64(bitPattern: seed)), \(record.passMark),
        \(record.startedAt))
      """)
    for (position, question) in record.attempt.questions.enumerated() {
      try await connection.query(
        """
        insert into attempt_questions (attempt_id, position, question_id, kind, options, worths)
        values (\(record.id), \(position), \(question.id), \(question.kind.rawValue),
          \(question.options.map(\.id)), \(question.options.map(\.worth.units)))
        """)
    }
  }
}

extension PostgresRow {
  /// An attempt out of this row, its questions and answers out of `questions`.
  func attemptRecord(questions rows: [PostgresRow]) throws -> AttemptRecord {
    var answers: [String: SavedAnswer] = [:]
    var questions: [Question] = []
    for row in rows {
      let question = try row.question()
      questions.append(question)
      answers[question.id] = try row.savedAnswer()
    }
    return try AttemptRecord(
      id: self.decode(UUID.self, "attempt_id"), accountID: self.decode(UUID.self, "account_id"),
      courseID: self.decode(UUID.self, "course_id"),
      activityID: self.decode(UUID.self, "activity_id"), number: self.decode(Int.self, "number"),
      courseVersion: self.decode(Int64.self, "course_version"),
      passMark: self.decode(Double.self, "pass_mark"),
      startedAt: self.decode(Date.self, "started_at"),
      finishedAt: self.decode(Date?.self, "finished_at"),
      attempt: QuizAttempt(
        stored: questions, answers: answers, score: self.decode(Double?.self, "score")))
  }

  /// The answer kept for a question of an attempt; nil when there is none.
  func savedAnswer() throws -> SavedAnswer? {
    let sequence = try self.decode(Int.self, "sequence")
    guard sequence > 0 else { return nil }
    return SavedAnswer(
      chosen: Set(try self.decode([String].self, "chosen")), sequence: sequence)
  }
}
