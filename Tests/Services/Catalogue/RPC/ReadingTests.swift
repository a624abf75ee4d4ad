import CatalogueContract
import Foundation
import GRPCCore
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Reading courses")
struct ReadingTests {
  @Test("a learner sees their courses, and only the categories that lead there")
  func dashboard() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await catalogue.know(Cast.learner, Cast.tutor)
      let french = CatalogueHarness.document("risques", title: "Évaluer", category: "french")
      let mine = try await catalogue.publish(french).course
      try await catalogue.publish()
      try await catalogue.enrol(Cast.learner, in: mine.id)
      try await catalogue.enrol(Cast.tutor, in: mine.id, as: .tutor)

      let seen = try await catalogue.act(as: Cast.learner) {
        try await catalogue.courses.listMyCourses(.init())
      }
      let brief = try await catalogue.act(as: Cast.learner) {
        try await catalogue.courses.listMyCourses(.with { $0.brief = true })
      }

      #expect(brief.courses.map(\.activities) == [[]])
      #expect(brief.courses[0].tutors == seen.courses[0].tutors)
      #expect(seen.categories.map(\.code) == ["courses", "french"])
      #expect(seen.courses.map(\.code) == ["risques"])
      #expect(seen.courses[0].role == .learner)
      #expect(seen.courses[0].tutors == ["Tomás Río"])
      #expect(seen.courses[0].introduction.isEmpty)
      #expect(seen.courses[0].activities.map(\.size) == [2, 2])
    }
  }

  @Test("a category that was changed is seen as it is at the next look")
  func changedCategory() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await catalogue.publish(
        CatalogueHarness.document("risques", title: "Évaluer", category: "french"))
      let look = {
        try await catalogue.act(as: Cast.expert) {
          try await catalogue.courses.listMyCourses(.init()).categories.map { $0.titles["en"] }
        }
      }
      #expect(try await look() == ["courses (en)", "french (en)"])

      try await catalogue.act(as: Cast.administrator) {
        var changed = CatalogueHarness.category("french", in: "empty")
        changed.titles["en"] = "In French"
        _ = try await catalogue.categories.putCategory(changed)
      }

      #expect(try await look() == ["courses (en)", "empty (en)", "In French"])
    }
  }

  @Test(
    "courses are found by title and category, without case and accents",
    arguments: [("evaluer", 1), ("FRENCH", 1), ("courses", 2), ("nothing", 0)])
  func searching(query: String, count: Int) async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await catalogue.publish(
        CatalogueHarness.document("risques", title: "Évaluer", category: "french"))
      try await catalogue.publish()

      let found = try await catalogue.act(as: Cast.expert) {
        try await catalogue.courses.listMyCourses(.with { $0.query = query })
      }

      #expect(found.courses.count == count)
      #expect(found.categories.isEmpty == (count == 0))
    }
  }

  @Test("who takes no part is told whom to ask")
  func outsiders() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await catalogue.know(Cast.tutor)
      let course = try await catalogue.publish().course
      let before = try await refusal { try await catalogue.outline(course.id, Cast.learner) }
      try await catalogue.enrol(Cast.tutor, in: course.id, as: .tutor)

      let after = try await refusal { try await catalogue.outline(course.id, Cast.learner) }

      #expect(before.reason == "NOT_ENROLLED")
      #expect(before.arguments["tutors"] == "help@example.org")
      #expect(after.code == .permissionDenied)
      #expect(after.arguments["tutors"] == "Tomás Río")
      let unknown = try await refusal {
        try await catalogue.outline(UUID().uuidString, Cast.learner)
      }
      #expect(unknown.reason == "COURSE_NOT_FOUND")
      let malformed = try await refusal { try await catalogue.outline("x", Cast.learner) }
      #expect(malformed.violations.map(\.reason) == ["NOT_A_UUID"])
    }
  }

  @Test("a lesson comes without what is right; coordinators get none")
  func lessons() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await catalogue.know(Cast.learner)
      let course = try await catalogue.publish().course
      try await catalogue.enrol(Cast.learner, in: course.id)

      let lesson = try await catalogue.lesson(course.activities[0].id, course.id, Cast.learner)

      #expect(lesson.title == "Module 1")
      #expect(lesson.courseTitle == "Risk Management")
      let check = lesson.lesson.chapters[0].slides[1].check
      #expect(check.options.map(\.text) == ["This", "That"])
      #expect(check.options.allSatisfy { $0.worth == 0 && $0.feedback.isEmpty })
      #expect(check.explanation.isEmpty)
      let coordinator = try await refusal {
        try await catalogue.lesson(course.activities[0].id, course.id, Cast.coordinator)
      }
      #expect(coordinator.reason == "NOT_ENROLLED")
      let quiz = try await refusal {
        try await catalogue.lesson(course.activities[1].id, course.id, Cast.learner)
      }
      #expect(quiz.reason == "ACTIVITY_NOT_FOUND")
    }
  }

  @Test("figures count hours, courses and languages for anybody")
  func figures() async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await catalogue.publish()
      var french = CatalogueHarness.document("risques", title: "Risques", category: "french")
      french.language = "fr"
      try await catalogue.publish(french)

      let figures = try await catalogue.courses.getFigures(.init())

      #expect(figures.hours == 5)
      #expect(figures.courses == 2)
      #expect(figures.languages == ["en", "fr"])
    }
  }

  @Test("nobody reads without a session")
  func anonymous() async throws {
    try await CatalogueHarness.run { catalogue in
      let refused = try await refusal { try await catalogue.courses.listMyCourses(.init()) }

      #expect(refused.code == .unauthenticated)
    }
  }
}

extension CatalogueHarness {
  func outline(_ course: String, _ person: TestPerson) async throws -> Clikc_Catalogue_V1_Course {
    try await self.act(as: person) {
      try await self.courses.getCourse(.with { $0.courseID = course }).course
    }
  }

  func lesson(
    _ activity: String, _ course: String, _ person: TestPerson
  ) async throws -> Clikc_Catalogue_V1_GetLessonResponse {
    try await self.act(as: person) {
      try await self.courses.getLesson(
        .with {
          $0.courseID = course
          $0.activityID = activity
        })
    }
  }
}
