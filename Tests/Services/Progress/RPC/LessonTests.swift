import CatalogueContract
import Foundation
import GRPCCore
import Problems
import ProgressContract
import SwiftProtobuf
import Testing

@Suite("Lessons over RPC")
struct LessonTests {
  @Test("a lesson resumes where it was left, and tells what is right of answered checks only")
  func resuming() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide()
      let lesson = course.activities[0].activityID
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        _ = try await harness.visit("s3", of: lesson, in: course)
        _ = try await harness.visit("s1", of: lesson, in: course)
        let answered = try await harness.answer(["wrong"], to: "c2", of: lesson, in: course)
        let state = try await harness.lessons.getLessonState(
          .with {
            $0.courseID = course.text
            $0.activityID = lesson
          }
        ).state

        #expect(state.slide == "s1" && state.seen == ["s1", "s3"])
        #expect(state.status == .started)
        #expect(state.checks == [answered.answer] && state == answered.state)
        #expect(answered.answer.score == 0 && answered.answer.right == ["right"])
        #expect(answered.answer.chosen == ["wrong"])
      }
    }
  }

  @Test("what the lesson does not have is refused, and nothing is kept")
  func refusals() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide()
      let lesson = course.activities[0].activityID
      let quiz = course.activities[1].activityID
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        let slide = try await refusal { try await harness.visit("s9", of: lesson, in: course) }
        let question = try await refusal {
          try await harness.answer(["right"], to: "c9", of: lesson, in: course)
        }
        let option = try await refusal {
          try await harness.answer(["maybe"], to: "c1", of: lesson, in: course)
        }
        let nothing = try await refusal {
          try await harness.answer([], to: "c1", of: lesson, in: course)
        }
        let other = try await refusal { try await harness.visit("s1", of: quiz, in: course) }

        #expect(slide.violations.map(\.reason) == ["UNKNOWN_SLIDE"])
        #expect(question.violations.map(\.reason) == ["UNKNOWN_QUESTION"])
        #expect(option.violations.map(\.reason) == ["UNKNOWN_OPTION"])
        #expect(nothing.violations.map(\.reason) == ["REQUIRED"])
        #expect(other.reason == "ACTIVITY_NOT_FOUND" && other.code == .notFound)
        #expect(
          try await harness.courseProgress(course).activities.allSatisfy {
            $0.status == .notStarted
          })
      }
    }
  }
}
