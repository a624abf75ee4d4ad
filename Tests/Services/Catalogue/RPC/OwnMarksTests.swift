import CatalogueContract
import Foundation
import Postgres
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Stars and due dates")
struct OwnMarksTests {
  @Test("a star is its owner's alone, and given twice it is one")
  func stars() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      for _ in 1...2 { try await Self.star(course, true, as: Cast.learner, catalogue) }

      #expect(try await Self.mine(Cast.learner, catalogue).map(\.starred) == [true])
      #expect(try await Self.mine(Cast.tutor, catalogue).map(\.starred) == [false])
      for _ in 1...2 { try await Self.star(course, false, as: Cast.learner, catalogue) }
      #expect(try await Self.mine(Cast.learner, catalogue).map(\.starred) == [false])
    }
  }

  @Test("nobody marks a course they may not see")
  func foreignStar() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      let refused = try await refusal {
        try await Self.star(course, true, as: Cast.stranger, catalogue)
      }
      #expect(refused.reason == "NOT_ENROLLED")
      #expect(try await catalogue.pool.query("select from stars").isEmpty)
    }
  }

  @Test("a tutor sets the day, changes it and takes it away; others are not told")
  func dueDate() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      for day in ["2999-03-01", "2999-04-01", ""] {
        let answer = try await Self.fallDue(day, in: course, by: Cast.tutor, catalogue)
        #expect(answer.participant.dueOn == day)
        #expect(try await Self.mine(Cast.learner, catalogue).map(\.dueOn) == [day])
      }

      let told = try await catalogue.pool.outboxEvents(
        Clikc_Catalogue_V1_EnrolmentChanged.self
      ).filter { $0.event.accountID == Cast.learner.id.uuidString.lowercased() }
      #expect(told.count == 1)
    }
  }

  @Test("an enrolment that begins again has no day")
  func beginsAgain() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      _ = try await Self.fallDue("2999-03-01", in: course, by: Cast.tutor, catalogue)
      _ = try await catalogue.act(as: Cast.tutor) {
        try await catalogue.enrolments.unenrol(
          .with {
            $0.courseID = course
            $0.accountID = Cast.learner.id.uuidString
          })
      }
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      #expect(try await Self.mine(Cast.learner, catalogue).map(\.dueOn) == [""])
    }
  }

  @Test("a day that is over, a person who takes no part and a learner who sets it are refused")
  func refusals() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      let stranger = try await refusal {
        try await Self.fallDue("2999-03-01", in: course, by: Cast.tutor, catalogue)
      }
      #expect(stranger.reason == "NOT_A_PARTICIPANT")
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      let over = try await refusal {
        try await Self.fallDue("2001-03-01", in: course, by: Cast.tutor, catalogue)
      }
      #expect(over.violations.map(\.reason) == ["NOT_A_COMING_DAY"])
      let learner = try await refusal {
        try await Self.fallDue("2999-03-01", in: course, by: Cast.learner, catalogue)
      }
      #expect(learner.reason == "NOT_ALLOWED")
      #expect(try await Self.mine(Cast.learner, catalogue).map(\.dueOn) == [""])
    }
  }
}

extension OwnMarksTests {
  private static func star(
    _ course: String, _ starred: Bool, as reader: TestPerson, _ catalogue: CatalogueHarness
  ) async throws {
    _ = try await catalogue.act(as: reader) {
      try await catalogue.courses.starCourse(
        .with {
          $0.courseID = course
          $0.starred = starred
        })
    }
  }

  private static func fallDue(
    _ day: String, in course: String, by tutor: TestPerson, _ catalogue: CatalogueHarness
  ) async throws -> Clikc_Catalogue_V1_SetDueDateResponse {
    try await catalogue.act(as: tutor) {
      try await catalogue.enrolments.setDueDate(
        .with {
          $0.courseID = course
          $0.accountID = Cast.learner.id.uuidString
          $0.dueOn = day
        })
    }
  }

  private static func mine(
    _ reader: TestPerson, _ catalogue: CatalogueHarness
  ) async throws -> [Clikc_Catalogue_V1_Course] {
    try await catalogue.act(as: reader) {
      try await catalogue.courses.listMyCourses(.init()).courses
    }
  }
}
