import CatalogueContract
import Events
import Foundation
import Problems
import ProgressContract
import TestSupport
import Testing

@Suite("Events of the catalogue")
struct CatalogueEventTests {
  @Test("a new version without the open activity completes the course of those who have the rest")
  func shorterCourse() async throws {
    try await ProgressHarness.run { harness in
      var course = PublishedCourse(activities: [.lesson("L"), .quiz("Q")])
      let account = try await harness.learner(in: course)
      let long = course
      try await harness.acting(account) {
        try await harness.complete(lesson: long.activities[0].activityID, in: long)
      }

      course.activities.removeLast()
      try await harness.publish(course, version: 2)

      let completed = try await harness.pool.outboxEvents(Clikc_Progress_V1_CourseCompleted.self)
      #expect(completed.map(\.event.courseVersion) == [2])
      let short = course
      try await harness.acting(account) {
        let progress = try await harness.courseProgress(short)
        #expect(progress.completed && progress.fraction == 1 && progress.activities.count == 1)
      }
    }
  }

  @Test("material added to a completed course is new, and takes nothing back")
  func longerCourse() async throws {
    try await ProgressHarness.run { harness in
      var course = PublishedCourse(activities: [.lesson("L")])
      let account = try await harness.learner(in: course)
      let short = course
      try await harness.acting(account) {
        try await harness.complete(lesson: short.activities[0].activityID, in: short)
      }

      course.activities.append(.quiz("Q"))
      try await harness.publish(course, version: 2)

      let long = course
      try await harness.acting(account) {
        let progress = try await harness.courseProgress(long)
        #expect(progress.completed && progress.fraction == 1 && progress.newMaterial)
        #expect(progress.activities.map(\.status) == [.completed, .notStarted])
        _ = try await harness.take(long.activities[1].activityID, in: long, right: 10)
        #expect(try await !harness.courseProgress(long).newMaterial)
      }
      let completed = try await harness.pool.outboxEvents(Clikc_Progress_V1_CourseCompleted.self)
      #expect(completed.count == 1)
    }
  }

  @Test("versions that come late or twice change nothing")
  func lateVersions() async throws {
    try await ProgressHarness.run { harness in
      var course = PublishedCourse(activities: [.lesson("Old")])
      let account = UUID()
      let old = course
      course.activities[0].title = "New"

      try await harness.enrol(account, in: course, version: 3)
      try await harness.publish(course, version: 2)
      try await harness.publish(old, version: 1)
      try await harness.publish(course, version: 2)
      try await harness.enrol(account, in: course, active: false, version: 2)

      try await harness.acting(account) {
        let progress = try await harness.courseProgress(old)
        #expect(progress.activities.map(\.title) == ["New"])
      }
    }
  }

  @Test("results count again when an enrolment that ended begins again")
  func enrolledAgain() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse(activities: [.lesson("L"), .quiz("Q")])
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        try await harness.complete(lesson: course.activities[0].activityID, in: course)
      }
      try await harness.enrol(account, in: course, active: false, version: 2)
      let shorter = PublishedCourse.shortened(course)
      try await harness.publish(shorter, version: 2)
      #expect(
        try await harness.pool.outboxEvents(Clikc_Progress_V1_CourseCompleted.self).isEmpty)

      try await harness.enrol(account, in: course, version: 3)

      let completed = try await harness.pool.outboxEvents(Clikc_Progress_V1_CourseCompleted.self)
      #expect(completed.map(\.event.courseVersion) == [2])
    }
  }

  @Test("an enrolment in a course that was not heard of yet shows no activities")
  func unheardCourse() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide()
      let account = UUID()
      try await harness.enrol(account, in: course)

      try await harness.acting(account) {
        let progress = try await harness.courseProgress(course)
        #expect(progress.activities.isEmpty && !progress.hasFraction && !progress.completed)
        let lesson = course.activities[0].activityID
        let denied = try await refusal { try await harness.visit("s1", of: lesson, in: course) }
        #expect(denied.reason == "ACTIVITY_NOT_FOUND")
      }
    }
  }

  @Test("a course that cannot be studied is set aside, and what was known stays")
  func unusable() async throws {
    try await ProgressHarness.run { harness in
      var course = PublishedCourse(activities: [.lesson("L")])
      let account = try await harness.learner(in: course)
      let good = course
      course.activities[0].slides = []

      let broken = course
      await #expect(throws: UndeliveredEvent.self) {
        try await harness.publish(broken, version: 2)
      }

      try await harness.acting(account) {
        let progress = try await harness.courseProgress(good)
        #expect(progress.activities.map(\.slides) == [3])
      }
    }
  }
}

extension PublishedCourse {
  /// The same course without its last activity.
  static func shortened(_ course: PublishedCourse) -> PublishedCourse {
    var shorter = course
    shorter.activities.removeLast()
    return shorter
  }
}
