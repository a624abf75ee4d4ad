import CatalogueContract
import EventEnvelopes
import Foundation
import GRPCCore
import Problems
import ProgressContract
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Courses over RPC")
struct CourseTests {
  @Test("a learner's whole way: ticks, percentage, grades, and the course completed once")
  func wholeWay() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide()
      let ids = course.activities.map(\.activityID)
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        let fresh = try await harness.courseProgress(course)
        #expect(fresh.fraction == 0 && fresh.hasFraction)
        #expect(fresh.activities.map(\.status) == Array(repeating: .notStarted, count: 5))

        _ = try await harness.visit("s1", of: ids[0], in: course)
        #expect(try await harness.courseProgress(course).activities[0].status == .started)
        #expect(try await harness.report(course).rows[0].grade == 0)
        for (index, id) in ids.enumerated() {
          switch course.activities[index].kind {
          case .quiz: _ = try await harness.take(id, in: course, right: 9)
          default: try await harness.complete(lesson: id, in: course, right: 4)
          }
          let progress = try await harness.courseProgress(course)
          let list = try await harness.progress.listMyProgress(.init())
          #expect(progress.fraction == Double(index + 1) / 5)
          #expect(progress.activities.count { $0.status == .completed } == index + 1)
          #expect(progress.completed == (index == 4))
          #expect(list.courses == [progress])
          var brief = progress
          brief.activities = []
          #expect(
            try await harness.progress.listMyProgress(.with { $0.brief = true }).courses == [brief])
        }
        _ = try await harness.take(ids[1], in: course, right: 10)
      }
      let completed: [(event: Clikc_Progress_V1_CourseCompleted, _)] =
        try await harness.pool.outboxEvents()
      let activities: [(event: Clikc_Progress_V1_ActivityCompleted, _)] =
        try await harness.pool.outboxEvents()

      #expect(completed.map(\.event.accountID) == [account.uuidString.lowercased()])
      let total: Double = (160 + 0.9 + 0.9 + 0.9) / 203
      #expect(completed.map(\.event.percentage) == [total])
      #expect(activities.map(\.event.activityID) == ids)
    }
  }

  @Test("two devices that finish the last two quizzes at once complete the course once")
  func lastTwo() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse(activities: (1...8).map { .quiz("Q\($0)") })
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        let attempts = try await withThrowingTaskGroup(of: String.self) { group in
          for activity in course.activities {
            group.addTask {
              let attempt = try await harness.start(activity.activityID, in: course)
              for question in attempt.questions {
                _ = try await harness.save(["right"], to: question.questionID, of: attempt.id)
              }
              return attempt.id
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        try await withThrowingDiscardingTaskGroup { group in
          for id in attempts { group.addTask { _ = try await harness.finish(id) } }
        }
      }
      let completed: [(event: Clikc_Progress_V1_CourseCompleted, _)] =
        try await harness.pool.outboxEvents()

      #expect(completed.map(\.event.percentage) == [1])
    }
  }

  @Test("the events of one learner in one course are numbered without gaps")
  func numbering() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse(activities: [.lesson("L")])
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        try await harness.complete(lesson: course.activities[0].activityID, in: course)
      }
      let grades = try await harness.pool.outboxEvents(Clikc_Progress_V1_GradeChanged.self)
      let done = try await harness.pool.outboxEvents(Clikc_Progress_V1_ActivityCompleted.self)
      let all = try await harness.pool.outboxEvents(Clikc_Progress_V1_CourseCompleted.self)
      let envelopes = grades.map(\.envelope) + done.map(\.envelope) + all.map(\.envelope)

      #expect(grades.map(\.event.grade) == [0, 20, 40, 60, 80, 100])
      #expect(Set(envelopes.map(\.aggregateID)).count == 1)
      #expect(envelopes.map(\.version).sorted() == Array(1...8))
    }
  }

  @Test("who is not enrolled, or no longer, is told so by every call")
  func notEnrolled() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide()
      let quiz = course.activities[1].activityID
      let account = try await harness.learner(in: course)
      let open = try await harness.acting(account) { try await harness.start(quiz, in: course) }
      try await harness.enrol(account, in: course, active: false, version: 2)

      for person in [account, UUID()] {
        try await harness.acting(person) {
          for denied in try await self.everyCall(harness, course) {
            #expect(denied.code == .permissionDenied && denied.reason == "NOT_ENROLLED")
            #expect(denied.arguments == ["tutors": ProgressHarness.contact])
          }
          #expect(try await harness.progress.listMyProgress(.init()).courses.isEmpty)
        }
      }
      try await harness.acting(account) {
        let attempt = try await refusal { try await harness.attempt(open.id) }
        let finish = try await refusal { try await harness.finish(open.id) }
        #expect(attempt.reason == "NOT_ENROLLED" && finish.reason == "NOT_ENROLLED")
      }
      let anonymous = try await refusal { try await harness.courseProgress(course) }
      #expect(anonymous.reason == "SIGN_IN_REQUIRED")
    }
  }

  private func everyCall(
    _ harness: ProgressHarness, _ course: PublishedCourse
  ) async throws -> [Refusal] {
    let (lesson, quiz) = (course.activities[0].activityID, course.activities[1].activityID)
    return [
      try await refusal { try await harness.courseProgress(course) },
      try await refusal { try await harness.report(course) },
      try await refusal { try await harness.visit("s1", of: lesson, in: course) },
      try await refusal { try await harness.answer(["right"], to: "c1", of: lesson, in: course) },
      try await refusal { try await harness.start(quiz, in: course) },
      try await refusal {
        try await harness.quizzes.listAttempts(
          .with {
            $0.courseID = course.text
            $0.activityID = quiz
          })
      },
      try await refusal {
        try await harness.lessons.getLessonState(
          .with {
            $0.courseID = course.text
            $0.activityID = lesson
          })
      },
    ]
  }

  @Test("malformed ids are named, each at its field")
  func malformed() async throws {
    try await ProgressHarness.run { harness in
      try await harness.acting(UUID()) {
        let denied = try await refusal {
          try await harness.lessons.visitSlide(.with { $0.courseID = "x" })
        }
        #expect(denied.reason == "INVALID_REQUEST")
        #expect(denied.violations.map(\.field) == ["course_id", "activity_id", "slide"])
        #expect(denied.violations.map(\.reason) == ["NOT_A_UUID", "REQUIRED", "REQUIRED"])
      }
    }
  }
}
