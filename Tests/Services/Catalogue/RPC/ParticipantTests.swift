import CatalogueContract
import Foundation
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Participants")
struct ParticipantTests {
  @Test("pages follow each other by name, with nobody twice and nobody missing")
  func pages() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      for number in 1...7 {
        let person = TestPerson(name: "Same Name", username: "p\(number)")
        try await catalogue.know(person)
        try await catalogue.enrol(person, in: course)
      }
      var token = ""
      var seen: [String] = []
      repeat {
        let page = try await catalogue.participants(course, Cast.tutor, size: 3, after: token)
        #expect(page.participants.count <= 3)
        seen += page.participants.map(\.username)
        token = page.nextPageToken
      } while !token.isEmpty

      #expect(seen.count == 8)
      #expect(Set(seen).count == 8)
      #expect(seen.last == "tomas", "by name")
    }
  }

  @Test("learners see names and roles only; tutors see how to reach people")
  func privacy() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)

      let learner = try await catalogue.participants(course, Cast.learner)
      let tutor = try await catalogue.participants(course, Cast.tutor)

      #expect(learner.participants.map(\.name) == ["Lena Ölund", "Tomás Río"])
      #expect(learner.participants.allSatisfy { $0.username.isEmpty && $0.email.isEmpty })
      #expect(!learner.mayEnrol && tutor.mayEnrol)
      #expect(tutor.participants.map(\.email).allSatisfy { $0.hasSuffix("@customs.example") })
      #expect(tutor.courseTitle == "Risk Management")
      #expect(tutor.participants.map(\.role) == [.learner, .tutor])
    }
  }

  @Test("a coordinator sees their own people, the tutors, and nobody else")
  func coordinators() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      try await catalogue.enrol("sam", in: course, by: Cast.tutor)

      let seen = try await catalogue.participants(course, Cast.coordinator)

      #expect(seen.participants.map(\.name) == ["Lena Ölund", "Tomás Río"])
    }
  }

  @Test("are counted by course: a coordinator's own people, an administrator's all or some")
  func counts() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      #expect(try await catalogue.learnerCounts(Cast.administrator).isEmpty, "tutors are none")
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      try await catalogue.enrol("sam", in: course, by: Cast.tutor)
      let all = try await catalogue.learnerCounts(Cast.administrator)
      #expect(all.map(\.courseID) == [course] && all[0].title == "Risk Management")
      #expect(all[0].learners == 2 && all[0].language == "en")
      let own = try await catalogue.learnerCounts(Cast.coordinator)
      #expect(own.map(\.learners) == [1])
      let home = Cast.home.uuidString
      #expect(try await catalogue.learnerCounts(Cast.administrator, of: home) == own)
      #expect(try await catalogue.learnerCounts(Cast.coordinator, of: home) == own)
      let abroad = try #require(Cast.stranger.administration).uuidString
      #expect(try await catalogue.learnerCounts(Cast.coordinator, of: abroad).isEmpty)
      #expect(try await catalogue.learnerCounts(Cast.administrator, of: abroad).count == 1)
      for person in [Cast.tutor, Cast.learner, Cast.expert] {
        let refused = try await refusal { try await catalogue.learnerCounts(person) }
        #expect(refused.reason == "NOT_ALLOWED")
      }
    }
  }

  @Test(
    "people are found by parts, as literally as they were typed",
    arguments: [("ölu", ["lena"]), ("customs.example", ["lena", "sam", "tomas"]), ("__", [])])
  func finding(query: String, expected: [String]) async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      let found = try await catalogue.find(query, in: course, as: Cast.administrator)

      #expect(found.map(\.username) == expected, "the enrolled tutor last")
    }
  }

  @Test("one character is too little to search by")
  func tooShort() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      let refused = try await refusal {
        try await catalogue.find("%", in: course, as: Cast.administrator)
      }

      #expect(refused.violations.map(\.reason) == ["TOO_SHORT"])
    }
  }

  @Test("a tutor finds by address only who they can name in full, and is shown no address")
  func addresses() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      let partial = try await catalogue.find("customs.example", in: course, as: Cast.tutor)
      let full = try await catalogue.find("sam@customs.example", in: course, as: Cast.tutor)

      #expect(partial.isEmpty)
      #expect(full.map(\.username) == ["sam"])
      #expect(full.map(\.email) == [""])
    }
  }

  @Test("a newer name is kept, an older one passed over")
  func versions() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      var renamed = Cast.stranger
      renamed.name = "Sam Renamed"
      try await catalogue.know(renamed, version: 3)
      try await catalogue.know(Cast.stranger, version: 2)

      let found = try await catalogue.find("sam", in: course, as: Cast.administrator)

      #expect(found.map(\.name) == ["Sam Renamed"])
    }
  }
}

extension CatalogueHarness {
  func learnerCounts(
    _ person: TestPerson, of administration: String = ""
  ) async throws -> [Clikc_Catalogue_V1_LearnerCount] {
    try await self.act(as: person) {
      try await self.enrolments.countLearners(.with { $0.administrationID = administration })
    }.courses
  }

  func participants(
    _ course: String, _ person: TestPerson, size: Int32 = 0, after token: String = ""
  ) async throws -> Clikc_Catalogue_V1_ListParticipantsResponse {
    try await self.act(as: person) {
      try await self.enrolments.listParticipants(
        .with {
          $0.courseID = course
          $0.pageSize = size
          $0.pageToken = token
        })
    }
  }
}
