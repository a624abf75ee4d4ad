import Foundation
import Postgres
import ProgressDomain

extension ProgressStore {
  /// Keeps an answer of an open attempt unless a later one is kept.
  ///
  /// - Returns: the question and the answer now kept.
  /// - Throws: ``StudyRefusal``.
  func saveAnswer(
    _ chosen: Set<String>, to questionID: String, sequence: Int, of id: UUID,
    by accountID: UUID
  ) async throws -> (question: Question, answer: SavedAnswer) {
    try await self.pool.transaction { connection in
      let locked = try await self.lockAttempt(id, of: accountID, connection)
      guard locked.isEnrolled else { throw StudyRefusal.notEnrolled }
      guard !locked.isFinished else { throw StudyRefusal.finished }
      let rows = try await connection.query(
        """
        select question_id, kind, options, worths, chosen, sequence from attempt_questions
        where attempt_id = \(id) and question_id = \(questionID)
        """)
      guard let row = rows.first else { throw StudyRefusal.question(questionID) }
      let question = try row.question()
      let before = try row.savedAnswer()
      var attempt = QuizAttempt(
        stored: [question], answers: before.map { [questionID: $0] } ?? [:], score: nil)
      do throws(QuizAttempt.Refusal) {
        try attempt.save(chosen, to: questionID, sequence: sequence)
      } catch {
        throw StudyRefusal(error, question: questionID)
      }
      guard let after = attempt.answers[questionID], after != before else {
        return (question, before ?? SavedAnswer(chosen: [], sequence: 0))
      }
      try await connection.query(
        """
        update attempt_questions set chosen = \(after.chosen.sorted()), sequence = \(after.sequence)
        where attempt_id = \(id) and question_id = \(questionID)
        """)
      return (question, after)
    }
  }

  /// Locks an attempt, so that no answer is saved while it is finished.
  ///
  /// - Throws: ``StudyRefusal/attempt`` when the account has no such attempt.
  func lockAttempt(
    _ id: UUID, of accountID: UUID, _ connection: PostgresConnection
  ) async throws -> (courseID: UUID, isFinished: Bool, isEnrolled: Bool) {
    let rows = try await connection.query(
      """
      select t.course_id, t.finished_at,
        exists (select from enrolments e where e.account_id = t.account_id
          and e.course_id = t.course_id and e.active) as enrolled
      from attempts t where t.attempt_id = \(id) and t.account_id = \(accountID)
      for update of t
      """)
    guard let row = rows.first else { throw StudyRefusal.attempt }
    return (
      try row.decode(UUID.self, "course_id"),
      try row.decode(Date?.self, "finished_at") != nil, try row.decode(Bool.self, "enrolled")
    )
  }
}

extension StudyRefusal {
  /// Why an answer to `question` of an attempt was refused.
  init(_ refusal: QuizAttempt.Refusal, question: String) {
    self =
      switch refusal {
      case .finished: .finished
      case .choice(let choice): .choice(choice)
      case .question(let id): .question(id)
      case .pool, .repeatedQuestion: .question(question)
      }
  }
}
