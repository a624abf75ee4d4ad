import Foundation
import Postgres
import ProgressDomain

extension ProgressStore {
  /// Begins an attempt with the questions that `seed` draws, or gives the open one back.
  ///
  /// - Throws: ``StudyRefusal``; two calls at the same time begin one attempt.
  func startAttempt(
    _ accountID: UUID, _ courseID: UUID, _ quiz: UUID, id: UUID, seed: UInt64, at now: Date
  ) async throws -> AttemptRecord {
    try await self.pool.transaction { connection in
      var locked = try await self.lock(accountID, in: courseID, connection)
      _ = try locked.learner.quiz(quiz)
      if let open = try await self.openAttempt(accountID, courseID, quiz, connection) {
        return open
      }
      let begun = try locked.learner.begin(quiz, seed: seed)
      let record = AttemptRecord(
        id: id, accountID: accountID, courseID: courseID, activityID: quiz,
        number: begun.number, courseVersion: locked.learner.course.version,
        passMark: begun.passMark, startedAt: now, attempt: begun.attempt)
      try await self.insert(record, seed: seed, in: connection)
      try await self.keep(locked, [], at: now, in: connection)
      return record
    }
  }

  /// An attempt of the account.
  ///
  /// - Throws: ``StudyRefusal/attempt``, ``StudyRefusal/notEnrolled``.
  func attempt(_ id: UUID, of accountID: UUID) async throws -> AttemptRecord {
    guard let found = try await self.attempt(id, of: accountID, from: self.pool) else {
      throw StudyRefusal.attempt
    }
    guard try await self.isEnrolled(accountID, in: found.courseID) else {
      throw StudyRefusal.notEnrolled
    }
    return found
  }

  /// The account's attempts at a quiz, newest first, without their questions.
  func attempts(
    _ accountID: UUID, _ courseID: UUID, _ quiz: UUID
  ) async throws -> [AttemptRecord] {
    let rows = try await self.pool.query(
      """
      select attempt_id, account_id, course_id, activity_id, number, course_version, pass_mark,
        started_at, finished_at, score
      from attempts
      where account_id = \(accountID) and course_id = \(courseID) and activity_id = \(quiz)
      order by number desc
      """)
    return try rows.map { try $0.attemptRecord(questions: []) }
  }

  /// Ends an attempt, once: results, completion and events follow in the same transaction. An attempt
  /// that was finished before is given back as it is.
  func finishAttempt(
    _ id: UUID, of accountID: UUID, at now: Date
  ) async throws -> AttemptRecord {
    try await self.pool.transaction { connection in
      let courseID = try await self.lockAttempt(id, of: accountID, connection).courseID
      var locked = try await self.lock(accountID, in: courseID, connection)
      guard var record = try await self.attempt(id, of: accountID, from: connection) else {
        throw StudyRefusal.attempt
      }
      guard record.finishedAt == nil else { return record }
      let score = try record.attempt.finish()
      record.finishedAt = now
      try await connection.query(
        "update attempts set finished_at = \(now), score = \(score) where attempt_id = \(id)")
      let events = locked.learner.record(
        score: score, passMark: record.passMark, of: record.activityID, at: now)
      try await self.keep(locked, events, at: now, in: connection)
      return record
    }
  }

  private func isEnrolled(_ accountID: UUID, in courseID: UUID) async throws -> Bool {
    let rows = try await self.pool.query(
      """
      select course_id from enrolments
      where account_id = \(accountID) and course_id = \(courseID) and active
      """)
    return !rows.isEmpty
  }
}
