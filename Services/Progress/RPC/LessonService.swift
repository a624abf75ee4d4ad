import Authentication
import Foundation
import GRPCCore
import ProgressContract
import ProgressDomain
import SwiftProtobuf

/// clikc.progress.v1.Lessons: studying lessons.
struct LessonService: Clikc_Progress_V1_Lessons.SimpleServiceProtocol {
  let store: ProgressStore
  let now: @Sendable () -> Date

  func getLessonState(
    request: Clikc_Progress_V1_GetLessonStateRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_GetLessonStateResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let course = fields.id("course_id", request.courseID)
    let activity = fields.id("activity_id", request.activityID)
    try fields.check()
    let learner = try await self.store.learner(account, in: course)
    return try .with { $0.state = try .init(activity, learner) }
  }

  func visitSlide(
    request: Clikc_Progress_V1_VisitSlideRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_VisitSlideResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let course = fields.id("course_id", request.courseID)
    let activity = fields.id("activity_id", request.activityID)
    let slide = fields.text("slide", request.slide)
    try fields.check()
    let now = self.now()
    let (_, learner) = try await self.store.update(account, in: course, at: now) {
      ((), try $0.visit(slide, of: activity, at: now))
    }
    return try .with { $0.state = try .init(activity, learner) }
  }

  func answerCheck(
    request: Clikc_Progress_V1_AnswerCheckRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_AnswerCheckResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let course = fields.id("course_id", request.courseID)
    let activity = fields.id("activity_id", request.activityID)
    let question = fields.text("question_id", request.questionID)
    let chosen = fields.options("chosen", request.chosen)
    try fields.check()
    let now = self.now()
    let (_, learner) = try await self.store.update(account, in: course, at: now) {
      ((), try $0.answer(chosen, to: question, of: activity, at: now))
    }
    return try .with {
      $0.state = try .init(activity, learner)
      $0.answer = $0.state.checks.first { $0.questionID == question } ?? .init()
    }
  }
}

extension Clikc_Progress_V1_LessonState {
  /// The state of a lesson as it is published now. What is right is told of answered checks only.
  init(_ activity: UUID, _ learner: LearnerCourse) throws(StudyRefusal) {
    let lesson = try learner.lesson(activity)
    let progress = learner.lessonProgress(activity)
    let line = CourseProgress(learner).lines.first { $0.activity.id == activity }
    self = .with {
      $0.slide = progress.slide.flatMap { lesson.slides.contains($0) ? $0 : nil } ?? ""
      $0.seen = lesson.slides.filter(progress.seen.contains)
      $0.checks = lesson.checks.compactMap { check in
        guard let chosen = progress.answers[check.id] else { return nil }
        return .with {
          $0.questionID = check.id
          $0.chosen = chosen.sorted()
          $0.score = progress.worth(of: check).part
          $0.right = check.right
        }
      }
      $0.status = line.map { .init($0.status) } ?? .unspecified
    }
  }
}
