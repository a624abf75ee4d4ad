import CatalogueContract
import Foundation
import GRPCCore
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Publishing courses")
struct PublishingTests {
  @Test("a course goes out with its answer keys, once for each version")
  func publishing() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      let first = try await catalogue.publish()
      let again = try await catalogue.publish()

      #expect(first.changed && !again.changed)
      #expect(again.course == first.course)
      let events = try await catalogue.pool.outboxEvents(
        Clikc_Catalogue_V1_CoursePublished.self)
      #expect(events.map(\.envelope.version) == [1])
      let event = try #require(events.first?.event)
      #expect(event.courseID == first.course.id)
      #expect(event.certificate && event.hours == 2.5)
      #expect(event.certificateMonths == 24)
      #expect(event.activities.map(\.activityID) == first.course.activities.map(\.id))
      #expect(event.activities[0].slides == ["one", "two"])
      #expect(event.activities[0].keys.map(\.slide) == ["two"])
      #expect(event.activities[1].keys.map(\.questionID) == ["q1", "q2", "q3"])
      #expect(event.activities[1].keys[0].options.map(\.worth) == [1, 0])
    }
  }

  @Test("how the total is made goes out, and is natural when the author does not say")
  func grading() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await catalogue.publish()
      var document = CatalogueHarness.document()
      document.grading = .with {
        $0.aggregation = .weightedMean
        $0.excludeEmpty = false
      }
      document.activities[1].weight = 3
      try await catalogue.publish(document)

      let events = try await catalogue.pool.outboxEvents(
        Clikc_Catalogue_V1_CoursePublished.self
      ).map(\.event)
      #expect(events.map(\.grading.aggregation) == [.natural, .weightedMean])
      #expect(events.map(\.grading.hasExcludeEmpty) == [false, true])
      #expect(events[1].activities.map(\.hasWeight) == [false, true])
      #expect(events[1].activities[1].weight == 3)
    }
  }

  @Test("activities keep their ids when a new version moves, adds and renames")
  func versions() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      let first = try await catalogue.publish().course
      var document = CatalogueHarness.document()
      document.activities = [CatalogueHarness.quiz(), CatalogueHarness.lesson()]
      document.activities[0].title = "Renamed"
      document.activities.append(CatalogueHarness.lesson())
      document.activities[2].code = "module-2"

      let second = try await catalogue.publish(document).course

      #expect(second.version == 2)
      #expect(second.id == first.id)
      #expect(second.activities[1].id == first.activities[0].id)
      #expect(second.activities[0].id == first.activities[1].id)
      #expect(Set(second.activities.map(\.id)).count == 3)
    }
  }

  @Test("two authors at once make two versions, none lost")
  func atOnce() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...8 {
          group.addTask {
            try await catalogue.publish(CatalogueHarness.document(title: "Title \(number)"))
          }
        }
        try await group.waitForAll()
      }

      let events = try await catalogue.pool.outboxEvents(
        Clikc_Catalogue_V1_CoursePublished.self)
      #expect(events.map(\.event.version).sorted() == Array(1...8))
      #expect(Set(events.map(\.event.courseID)).count == 1)
    }
  }

  @Test("faults are named by their path, and nothing is kept")
  func faults() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      var document = CatalogueHarness.document()
      document.activities[1].quiz.draw = 9
      document.hours = -1

      let refused = try await refusal { try await catalogue.publish(document) }

      #expect(refused.code == .invalidArgument)
      #expect(
        refused.violations.map { "\($0.field) \($0.reason)" } == [
          "document.hours OUT_OF_RANGE", "document.activities.1.quiz.draw DRAW_EXCEEDS_POOL",
        ])
      let events = try await catalogue.pool.outboxEvents(
        Clikc_Catalogue_V1_CoursePublished.self)
      #expect(events.isEmpty)
    }
  }

  @Test("a course of a thousand faults is refused with the first of them")
  func manyFaults() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      var document = CatalogueHarness.document()
      document.activities[1].quiz.questions = Array(repeating: .init(), count: 400)

      let refused = try await refusal { try await catalogue.publish(document) }

      #expect(refused.violations.count == 25)
    }
  }

  @Test("a category must be there")
  func category() async throws {
    try await CatalogueHarness.run { catalogue in
      let refused = try await refusal { try await catalogue.publish() }

      #expect(refused.violations.map(\.field) == ["document.category_code"])
      #expect(refused.violations.map(\.reason) == ["UNKNOWN_CATEGORY"])
    }
  }

  @Test("tutors, coordinators and learners publish nothing", arguments: [0, 1, 2])
  func rights(index: Int) async throws {
    let person = [Cast.tutor, Cast.coordinator, Cast.learner][index]
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      let refused = try await refusal {
        try await catalogue.act(as: person) {
          try await catalogue.courses.publishCourse(
            .with { $0.document = CatalogueHarness.document() })
        }
      }

      #expect(refused.reason == "NOT_ALLOWED")
    }
  }
}
