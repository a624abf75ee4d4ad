import CatalogueContract
import Events
import Foundation
import IdentityContract
import Postgres
import PrivacyContract
import SwiftProtobuf
import TestSupport
import Testing

@testable import catalogue

@Suite("Somebody who is erased")
struct ErasureTests {
  @Test("takes part in nothing any more, and is known by a pseudonym only")
  func erased() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      let id = Cast.learner.id.uuidString.lowercased()
      var subscriptions = EventSubscriptions()
      Catalogue.subscribe(&subscriptions)
      let event = Clikc_Identity_V1_AccountErased.with {
        $0.accountID = id
        $0.pseudonym = "erased-1"
      }
      for _ in 1...2 {
        try await deliver(
          event, aggregate: Cast.learner.id, version: 9, pool: catalogue.pool, to: subscriptions)
      }
      try await catalogue.know(Cast.learner, version: 8)

      let people = try await catalogue.act(as: Cast.tutor) {
        try await catalogue.enrolments.listParticipants(.with { $0.courseID = course }).participants
      }
      #expect(!people.contains { $0.accountID == id })
      let rows = try await catalogue.pool.query(
        "select people::text as row from people where account_id = \(Cast.learner.id)")
      let row = try #require(rows.first).decode(String.self, "row")
      #expect(row.contains("erased-1") && !row.lowercased().contains("lena"))
      let told = try await catalogue.pool.outboxEvents(
        Clikc_Catalogue_V1_EnrolmentChanged.self
      ).filter { $0.event.accountID == id }
      #expect(told.map(\.event.active) == [true, false])
      #expect(told.map(\.envelope.version) == [1, 2])
    }
  }

  @Test("gets, before that, a list of every part they took")
  func export() async throws {
    try await EnrolmentTests.withCourse { catalogue, course in
      try await catalogue.enrol("lena", in: course, by: Cast.tutor)
      let sections = try await catalogue.act(as: Cast.learner) {
        try await catalogue.data.exportMyEnrolments(.init()).sections
      }
      #expect(sections.map(\.name) == ["enrolments", "stars"] && sections[0].records.count == 1)
      #expect(sections[0].records[0].fields.contains { $0.name == "role" && $0.value == "learner" })
      let none = try await catalogue.act(as: Cast.stranger) {
        try await catalogue.data.exportMyEnrolments(.init()).sections
      }
      #expect(none[0].records.isEmpty)
    }
  }
}
