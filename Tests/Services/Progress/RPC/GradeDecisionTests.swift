import Authentication
import CatalogueContract
import Foundation
import GRPCCore
import Postgres
import PrivacyContract
import Problems
import ProgressContract
import SwiftProtobuf
import TestSupport
import Testing

/// A learner who took three quizzes of a course, and their tutor.
private struct Classroom: Sendable {
  let harness: ProgressHarness
  let course: PublishedCourse
  let learner: UUID
  let tutor: UUID

  static func run(_ body: @Sendable (Classroom) async throws -> Void) async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse(activities: (1...3).map { .quiz("Q\($0)") })
      let learner = try await harness.learner(in: course)
      let tutor = UUID()
      try await harness.enrol(tutor, in: course, as: .tutor)
      try await harness.acting(learner) {
        for (quiz, right) in zip(course.activities, [9, 2, 8]) {
          _ = try await harness.take(quiz.activityID, in: course, right: right)
        }
      }
      try await body(
        Classroom(harness: harness, course: course, learner: learner, tutor: tutor))
    }
  }

  func request(
    _ index: Int, version: Int64 = 0,
    _ change: (inout Clikc_Progress_V1_DecideGradeRequest) -> Void
  ) -> Clikc_Progress_V1_DecideGradeRequest {
    var request = Clikc_Progress_V1_DecideGradeRequest.with {
      $0.courseID = self.course.text
      $0.accountID = self.learner.uuidString.lowercased()
      $0.activityID = self.course.activities[index].activityID
      $0.version = version
      $0.reason = "Seen in class"
    }
    change(&request)
    return request
  }

  @discardableResult
  func decide(
    _ request: Clikc_Progress_V1_DecideGradeRequest, as account: UUID? = nil,
    roles: Set<Role> = []
  ) async throws -> Clikc_Progress_V1_GetLearnerReportResponse {
    try await self.harness.acting(account ?? self.tutor, roles: roles) {
      try await self.harness.grades.decideGrade(request).learner
    }
  }

  func seenByTutor() async throws -> Clikc_Progress_V1_GetLearnerReportResponse {
    try await self.harness.acting(self.tutor) {
      try await self.harness.grades.getLearnerReport(
        .with {
          $0.courseID = self.course.text
          $0.accountID = self.learner.uuidString.lowercased()
        })
    }
  }

  func seenByLearner() async throws -> Clikc_Progress_V1_GetGradeReportResponse {
    try await self.harness.acting(self.learner) { try await self.harness.report(self.course) }
  }
}

@Suite("Grades that tutors decide")
struct GradeDecisionTests {
  @Test("a grade set to the pass mark passes the evaluation, and with it the course, once")
  func override() async throws {
    try await Classroom.run { room in
      let report = try await room.decide(
        room.request(1) {
          $0.grade = 0.7
          $0.feedback = "Answered aloud"
        })

      #expect(report.report.rows.map(\.grade) == [0.9, 0.7, 0.8])
      #expect(report.report.rows.map(\.setByTutor) == [false, true, false])
      #expect(report.decisions.map(\.version) == [0, 1, 0])
      let change = try #require(report.changes.first)
      #expect(change.actorID == room.tutor.uuidString.lowercased())
      #expect(change.reason == "Seen in class" && change.before.grade == 0.2)
      #expect(change.after.grade == 0.7 && change.after.setByTutor)
      let own = try await room.seenByLearner()
      #expect(own.rows[1].setByTutor && own.rows[1].feedback == "Answered aloud")
      #expect((own.total.grade * 10).rounded() == 24)

      try await room.decide(room.request(1, version: 1) { $0.grade = 0 })
      let progress = try await room.harness.acting(room.learner) {
        try await room.harness.courseProgress(room.course)
      }
      #expect(progress.completed && progress.activities.allSatisfy { $0.status == .completed })
      let done = try await room.harness.pool.outboxEvents(
        Clikc_Progress_V1_CourseCompleted.self)
      let grades = try await room.harness.pool.outboxEvents(Clikc_Progress_V1_GradeChanged.self)
      #expect(done.count == 1)
      #expect(grades.map(\.event.grade) == [0.9, 0.2, 0.8, 0.7, 0])
    }
  }

  @Test("nothing the learner does overwrites what a tutor set, and undoing gives their own back")
  func undo() async throws {
    try await Classroom.run { room in
      try await room.decide(room.request(1) { $0.grade = 0.1 })
      try await room.harness.acting(room.learner) {
        _ = try await room.harness.take(
          room.course.activities[1].activityID, in: room.course, right: 6)
      }
      #expect(try await room.seenByLearner().rows[1].grade == 0.1)

      let undone = try await room.decide(room.request(1, version: 1) { _ in })

      #expect(undone.report.rows[1].grade == 0.6 && !undone.report.rows[1].setByTutor)
      #expect(undone.changes.map(\.version) == [2, 1])
    }
  }

  @Test("a lock keeps the grade as it is until it is taken off")
  func lock() async throws {
    try await Classroom.run { room in
      try await room.decide(room.request(1) { $0.locked = true })
      try await room.harness.acting(room.learner) {
        _ = try await room.harness.take(
          room.course.activities[1].activityID, in: room.course, right: 10)
      }
      #expect(try await room.seenByLearner().rows[1].grade == 0.2)

      let refused = try await refusal {
        try await room.decide(
          room.request(1, version: 1) {
            $0.locked = true
            $0.grade = 0.5
          })
      }
      #expect(refused.reason == "GRADE_LOCKED")
      let open = try await room.decide(room.request(1, version: 1) { _ in })
      #expect(open.report.rows[1].grade == 1)
    }
  }

  @Test("what is hidden is not told to the learner, and their total is made without it")
  func hide() async throws {
    try await Classroom.run { room in
      try await room.decide(
        room.request(1) {
          $0.hidden = true
          $0.feedback = "Not yet"
        })

      let own = try await room.seenByLearner()
      let tutor = try await room.seenByTutor().report

      #expect(own.rows[1].status == .hidden && !own.rows[1].hasGrade)
      #expect(!own.rows[1].hasWeight && own.rows[1].feedback.isEmpty)
      #expect((own.total.grade * 10).rounded() == 17 && own.total.maximum == 2)
      #expect(tutor.rows[1].grade == 0.2 && tutor.total.maximum == 3)
      let overview = try await room.harness.acting(room.learner) {
        try await room.harness.grades.listMyGrades(.init()).courses
      }
      #expect(overview.map(\.maximum) == [2])
    }
  }

  @Test("what is excluded is out of the total for everybody")
  func exclude() async throws {
    try await Classroom.run { room in
      try await room.decide(room.request(1) { $0.excluded = true })

      for report in [try await room.seenByLearner(), try await room.seenByTutor().report] {
        #expect(report.rows[1].status == .excluded && report.rows[1].grade == 0.2)
        #expect(report.total.maximum == 2)
      }
    }
  }

  @Test("the same decision twice is one, and a stale one changes nothing")
  func versions() async throws {
    try await Classroom.run { room in
      let first = room.request(1) { $0.grade = 0.4 }
      try await room.decide(first)
      let again = try await room.decide(first)
      let stale = try await refusal {
        try await room.decide(room.request(1) { $0.grade = 0.5 })
      }

      #expect(again.changes.count == 1)
      #expect(stale.reason == "GRADE_CHANGED_MEANWHILE" && stale.code == .aborted)
      #expect(try await room.seenByTutor().report.rows[1].grade == 0.4)
    }
  }

  @Test("of two tutors at the same time one is told to look again")
  func race() async throws {
    try await Classroom.run { room in
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for grade in [0.3, 0.4, 0.5] {
          group.addTask {
            (try? await room.decide(room.request(1) { $0.grade = grade })) != nil
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }

      let changes = try await room.seenByTutor().changes
      #expect(outcomes.filter(\.self).count == 1)
      #expect(changes.count == 1)
    }
  }

  @Test("only tutors of the course and administrators decide, and nobody about themselves")
  func permissions() async throws {
    try await Classroom.run { room in
      let request = room.request(1) { $0.grade = 1 }
      let others: [(UUID, Set<Role>)] = [(room.learner, []), (UUID(), [.tutor, .coordinator])]
      for (account, roles) in others {
        let denied = try await refusal { try await room.decide(request, as: account, roles: roles) }
        #expect(denied.code == .permissionDenied && denied.reason == "NOT_COURSE_TUTOR")
      }
      let own = try await refusal {
        try await room.decide(request, as: room.learner, roles: [.administrator])
      }
      #expect(own.reason == "OWN_GRADE")
      let nobody = try await refusal {
        try await room.decide(room.request(1) { $0.accountID = UUID().uuidString })
      }
      #expect(nobody.code == .notFound && nobody.reason == "LEARNER_NOT_FOUND")
      #expect(try await room.seenByTutor().changes.isEmpty)

      let report = try await room.decide(request, as: UUID(), roles: [.administrator])
      #expect(report.report.rows[1].grade == 1)
    }
  }

  @Test("what cannot be is refused with the field at fault")
  func fields() async throws {
    try await Classroom.run { room in
      let high = try await refusal { try await room.decide(room.request(1) { $0.grade = 1.5 }) }
      let silent = try await refusal { try await room.decide(room.request(1) { $0.reason = " " }) }
      let number = try await refusal { try await room.decide(room.request(1) { $0.grade = .nan }) }

      #expect(high.violations.map(\.reason) == ["OUT_OF_RANGE"])
      #expect(silent.violations.map(\.field) == ["reason"])
      #expect(number.violations.map(\.field) == ["grade"])
    }
  }

  @Test("the history cannot be changed or deleted")
  func history() async throws {
    try await Classroom.run { room in
      try await room.decide(room.request(1) { $0.grade = 1 })

      for statement: PostgresQuery in [
        "update grade_changes set reason = 'x'", "delete from grade_changes",
        "truncate grade_changes",
      ] {
        let error = await #expect(throws: PostgresError.self) {
          _ = try await room.harness.pool.query(statement)
        }
        #expect(error?.sqlState == .insufficientPrivilege)
      }
      #expect(try await room.seenByTutor().changes.count == 1)
    }
  }

  @Test("learner and tutor both get the decision in the copy of their data")
  func export() async throws {
    try await Classroom.run { room in
      try await room.decide(room.request(1) { $0.grade = 0.7 })

      for (account, role) in [(room.learner, "received"), (room.tutor, "made")] {
        let sections = try await room.harness.acting(account) {
          try await room.harness.data.exportMyProgress(.init()).sections
        }
        let section = try #require(sections.first { $0.name == "grade_decisions" })
        #expect(section.records.count == 1)
        let facts = section.records[0].fields.map(\.value)
        #expect(facts.contains(role) && facts.contains("Seen in class") && facts.contains("0.7"))
      }
    }
  }
}
