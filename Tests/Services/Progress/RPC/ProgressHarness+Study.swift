import Foundation
import ProgressContract
import SwiftProtobuf

/// Steps of a learner. Each must run inside `acting`.
extension ProgressHarness {
  func visit(
    _ slide: String, of activity: String, in course: PublishedCourse
  ) async throws -> Clikc_Progress_V1_LessonState {
    try await self.lessons.visitSlide(
      .with {
        $0.courseID = course.text
        $0.activityID = activity
        $0.slide = slide
      }
    ).state
  }

  func answer(
    _ chosen: [String], to question: String, of activity: String, in course: PublishedCourse
  ) async throws -> Clikc_Progress_V1_AnswerCheckResponse {
    try await self.lessons.answerCheck(
      .with {
        $0.courseID = course.text
        $0.activityID = activity
        $0.questionID = question
        $0.chosen = chosen
      })
  }

  /// Sees every slide and answers every check, the first `right` of them rightly.
  func complete(lesson: String, in course: PublishedCourse, right: Int = 5) async throws {
    for slide in ["s1", "s2", "s3"] {
      _ = try await self.visit(slide, of: lesson, in: course)
    }
    for (index, check) in ["c1", "c2", "c3", "c4", "c5"].enumerated() {
      _ = try await self.answer(
        [index < right ? "right" : "wrong"], to: check, of: lesson, in: course)
    }
  }

  func start(
    _ quiz: String, in course: PublishedCourse
  ) async throws -> Clikc_Progress_V1_Attempt {
    try await self.quizzes.startAttempt(
      .with {
        $0.courseID = course.text
        $0.activityID = quiz
      }
    ).attempt
  }

  func save(
    _ chosen: [String], to question: String, of attempt: String, sequence: Int64 = 1
  ) async throws -> Clikc_Progress_V1_AttemptQuestion {
    try await self.quizzes.saveAnswer(
      .with {
        $0.attemptID = attempt
        $0.questionID = question
        $0.chosen = chosen
        $0.sequence = sequence
      }
    ).question
  }

  func finish(_ attempt: String) async throws -> Clikc_Progress_V1_Attempt {
    try await self.quizzes.finishAttempt(.with { $0.attemptID = attempt }).attempt
  }

  func attempt(_ id: String) async throws -> Clikc_Progress_V1_Attempt {
    try await self.quizzes.getAttempt(.with { $0.attemptID = id }).attempt
  }

  /// Takes a quiz with so many of its ten answers right.
  func take(
    _ quiz: String, in course: PublishedCourse, right: Int
  ) async throws -> Clikc_Progress_V1_Attempt {
    let attempt = try await self.start(quiz, in: course)
    for question in attempt.questions.prefix(right) {
      _ = try await self.save(["right"], to: question.questionID, of: attempt.id)
    }
    return try await self.finish(attempt.id)
  }

  func attempts(
    at quiz: String, in course: PublishedCourse
  ) async throws -> Clikc_Progress_V1_ListAttemptsResponse {
    try await self.quizzes.listAttempts(
      .with {
        $0.courseID = course.text
        $0.activityID = quiz
      })
  }

  func courseProgress(
    _ course: PublishedCourse
  ) async throws -> Clikc_Progress_V1_CourseProgress {
    try await self.progress.getCourseProgress(.with { $0.courseID = course.text }).progress
  }

  func report(
    _ course: PublishedCourse
  ) async throws -> Clikc_Progress_V1_GetGradeReportResponse {
    try await self.grades.getGradeReport(.with { $0.courseID = course.text })
  }
}
