import CatalogueContract
import Foundation
import PrivacyContract
import ProgressContract
import SwiftProtobuf
import Testing

@testable import progress

@Suite("A copy of one's progress")
struct ExportTests {
  @Test("tells every activity and every attempt with its answers, and nobody else's")
  func export() async throws {
    try await ProgressHarness.run { progress in
      let course = PublishedCourse.guide()
      let learner = try await progress.learner(in: course)
      _ = try await progress.acting(learner) {
        try await progress.take(course.activities[1].activityID, in: course, right: 7)
      }

      let sections = try await progress.acting(learner) {
        try await progress.data.exportMyProgress(.init()).sections
      }
      #expect(sections.map(\.name) == ["activities", "attempts", "grade_decisions"])
      let attempt = try #require(sections[1].records.first)
      let facts = Dictionary(
        uniqueKeysWithValues: attempt.fields.map { ($0.name, $0.value) })
      #expect(facts["score"] == "0.7" && facts["attempt"] == "1")
      #expect(facts["answers"]?.contains("right") == true)
      let others = try await progress.acting(UUID()) {
        try await progress.data.exportMyProgress(.init()).sections
      }
      #expect(others.allSatisfy { $0.records.isEmpty })
    }
  }
}
