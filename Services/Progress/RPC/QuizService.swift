import Authentication
import Foundation
import GRPCCore
import ProgressContract
import ProgressDomain
import SwiftProtobuf

/// clikc.progress.v1.Quizzes: taking quizzes.
struct QuizService: Clikc_Progress_V1_Quizzes.SimpleServiceProtocol {
  let store: ProgressStore
  let now: @Sendable () -> Date
  /// Draws the seed of an attempt.
  let seed: @Sendable () -> UInt64

  func listAttempts(
    request: Clikc_Progress_V1_ListAttemptsRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_ListAttemptsResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let course = fields.id("course_id", request.courseID)
    let activity = fields.id("activity_id", request.activityID)
    try fields.check()
    let learner = try await self.store.learner(account, in: course)
    let quiz = try learner.quiz(activity)
    let attempts = try await self.store.attempts(account, course, activity)
    let line = CourseProgress(learner).lines.first { $0.activity.id == activity }
    return try .with {
      $0.attempts = try attempts.map { try .init($0) }
      if let line { $0.activity = .init(line) }
      $0.courseTitle = learner.course.title
      $0.language = learner.course.language
      $0.draw = Int32(quiz.draw)
      $0.mayStart =
        quiz.allowsAttempt(after: attempts.count) || attempts.contains { $0.finishedAt == nil }
    }
  }

  func startAttempt(
    request: Clikc_Progress_V1_StartAttemptRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_StartAttemptResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let course = fields.id("course_id", request.courseID)
    let activity = fields.id("activity_id", request.activityID)
    try fields.check()
    let attempt = try await self.store.startAttempt(
      account, course, activity, id: UUID(), seed: self.seed(), at: self.now())
    return try .with { $0.attempt = try .init(attempt) }
  }

  func getAttempt(
    request: Clikc_Progress_V1_GetAttemptRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_GetAttemptResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let id = fields.id("attempt_id", request.attemptID)
    try fields.check()
    let attempt = try await self.store.attempt(id, of: account)
    return try .with { $0.attempt = try .init(attempt) }
  }

  func saveAnswer(
    request: Clikc_Progress_V1_SaveAnswerRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_SaveAnswerResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let id = fields.id("attempt_id", request.attemptID)
    let question = fields.text("question_id", request.questionID)
    let chosen = fields.options("chosen", request.chosen)
    let sequence = fields.positive("sequence", request.sequence)
    try fields.check()
    let kept = try await self.store.saveAnswer(
      chosen, to: question, sequence: sequence, of: id, by: account)
    return .with { $0.question = .init(kept.question, kept.answer) }
  }

  func finishAttempt(
    request: Clikc_Progress_V1_FinishAttemptRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_FinishAttemptResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let id = fields.id("attempt_id", request.attemptID)
    try fields.check()
    let attempt = try await self.store.finishAttempt(id, of: account, at: self.now())
    return try .with { $0.attempt = try .init(attempt) }
  }
}
