import CatalogueContract
import Foundation
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Enrolling people")
struct EnrolmentTests {
  @Test(
    "a tutor enrols by username, address or name in full, whatever the case",
    arguments: ["lena", "LENA@customs.example", "lena olund"])
  func identifiers(identifier: String) async throws {
    try await Self.withCourse { catalogue, course in
      let participant = try await catalogue.enrol(identifier, in: course, by: Cast.tutor)

      #expect(participant.accountID == Cast.learner.id.uuidString.lowercased())
      #expect(participant.role == .learner)
      let mine = try await catalogue.act(as: Cast.learner) {
        try await catalogue.courses.listMyCourses(.init()).courses.map(\.id)
      }
      #expect(mine == [course])
    }
  }

  @Test("each change is told once, with the enrolment's version")
  func events() async throws {
    try await Self.withCourse { catalogue, course in
      for _ in 1...3 { try await catalogue.enrol("lena", in: course, by: Cast.tutor) }
      for _ in 1...2 {
        _ = try await catalogue.act(as: Cast.tutor) {
          try await catalogue.enrolments.unenrol(
            .with {
              $0.courseID = course
              $0.accountID = Cast.learner.id.uuidString
            })
        }
      }
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)

      let told = try await catalogue.pool.outboxEvents(
        Clikc_Catalogue_V1_EnrolmentChanged.self
      ).filter { $0.event.accountID == Cast.learner.id.uuidString.lowercased() }
      #expect(told.map(\.event.active) == [true, false, true])
      #expect(told.map(\.envelope.version) == [1, 2, 3])
      #expect(Set(told.map(\.envelope.aggregateID)).count == 1)
    }
  }

  @Test("nobody enrols whom nobody lets in, until they are let in again")
  func suspended() async throws {
    try await Self.withCourse { catalogue, course in
      try await catalogue.suspend(Cast.learner, true, version: 2)
      for attempt in ["lena", Cast.learner.email] {
        let refused = try await refusal {
          _ = try await catalogue.enrol(attempt, in: course, by: Cast.tutor)
        }
        #expect(refused.reason == "PERSON_NOT_FOUND")
      }
      let byAccount = try await refusal {
        _ = try await catalogue.act(as: Cast.tutor) {
          try await catalogue.enrolments.enrol(
            .with {
              $0.courseID = course
              $0.accountID = Cast.learner.id.uuidString
            })
        }
      }
      #expect(byAccount.reason == "PERSON_NOT_FOUND")
      let found = try await catalogue.act(as: Cast.tutor) {
        try await catalogue.enrolments.findPeople(
          .with {
            $0.courseID = course
            $0.query = "lena"
          }
        ).people
      }
      #expect(found.isEmpty)

      // A new temporary password says nothing of it.
      try await catalogue.know(Cast.learner, version: 3)
      _ = try await refusal { _ = try await catalogue.enrol("lena", in: course, by: Cast.tutor) }
      try await catalogue.suspend(Cast.learner, false, version: 4)
      #expect(try await catalogue.enrol("lena", in: course, by: Cast.tutor).role == .learner)
    }
  }

  @Test("ten who enrol the same person at once enrol them once")
  func atOnce() async throws {
    try await Self.withCourse { catalogue, course in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<10 {
          group.addTask { try await catalogue.enrol("lena", in: course, by: Cast.tutor) }
        }
        try await group.waitForAll()
      }

      let told = try await catalogue.pool.outboxEvents(
        Clikc_Catalogue_V1_EnrolmentChanged.self)
      #expect(told.count == 2, "the tutor and the learner")
    }
  }

  @Test("a coordinator enrols their own people and finds no others")
  func coordinators() async throws {
    try await Self.withCourse { catalogue, course in
      let own = try await catalogue.enrol("lena", in: course, by: Cast.coordinator)
      let other = try await refusal {
        try await catalogue.enrol("sam", in: course, by: Cast.coordinator)
      }
      let found = try await catalogue.find("ab", in: course, as: Cast.coordinator)

      #expect(own.name == "Lena Ölund")
      #expect(other.reason == "PERSON_NOT_FOUND")
      #expect(found.isEmpty)
    }
  }

  @Test("learners enrol nobody and find nobody")
  func learners() async throws {
    try await Self.withCourse { catalogue, course in
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      let enrolling = try await refusal {
        try await catalogue.enrol("sam", in: course, by: Cast.learner)
      }
      let finding = try await refusal {
        try await catalogue.find("sam", in: course, as: Cast.learner)
      }

      #expect(enrolling.reason == "NOT_ALLOWED")
      #expect(finding.reason == "NOT_ALLOWED")
    }
  }

  @Test("a name that several share must be told apart, and only tutors tutor")
  func refusals() async throws {
    try await Self.withCourse { catalogue, course in
      try await catalogue.know(TestPerson(name: "lena ölund", username: "lena2"))
      let shared = try await refusal {
        try await catalogue.enrol("Lena Ölund", in: course, by: Cast.tutor)
      }
      let noTutor = try await refusal {
        try await catalogue.enrol("lena", in: course, by: Cast.administrator, as: .tutor)
      }
      let nobody = try await refusal {
        try await catalogue.enrol(" ", in: course, by: Cast.tutor)
      }

      #expect(shared.reason == "PERSON_AMBIGUOUS")
      #expect(noTutor.reason == "NOT_A_TUTOR")
      #expect(nobody.violations.map(\.field) == ["identifier"])
    }
  }

  /// A course with a tutor, and people who take no part yet.
  static func withCourse(
    _ body: @escaping @Sendable (CatalogueHarness, String) async throws -> Void
  ) async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await catalogue.know(Cast.learner, Cast.tutor, Cast.stranger)
      let course = try await catalogue.publish().course.id
      try await catalogue.enrol(Cast.tutor, in: course, as: .tutor)
      try await body(catalogue, course)
    }
  }
}

extension CatalogueHarness {
  @discardableResult
  func enrol(
    _ identifier: String, in course: String, by person: TestPerson,
    as role: Clikc_Catalogue_V1_CourseRole = .unspecified
  ) async throws -> Clikc_Catalogue_V1_Participant {
    try await self.act(as: person) {
      try await self.enrolments.enrol(
        .with {
          $0.courseID = course
          $0.identifier = identifier
          $0.role = role
        }
      ).participant
    }
  }

  func find(
    _ query: String, in course: String, as person: TestPerson
  ) async throws -> [Clikc_Catalogue_V1_Participant] {
    try await self.act(as: person) {
      try await self.enrolments.findPeople(
        .with {
          $0.courseID = course
          $0.query = query
        }
      ).people
    }
  }
}
