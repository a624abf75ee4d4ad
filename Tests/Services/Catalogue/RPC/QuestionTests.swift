import CatalogueContract
import Foundation
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Reading questions")
struct QuestionTests {
  @Test("questions come in the order asked for; one that is gone is left out")
  func order() async throws {
    try await Self.withCourse { catalogue, course in
      let answer = try await catalogue.questions(["q3", "gone", "q1"], course)

      #expect(answer.questions.map(\.id) == ["q3", "q1"])
      #expect(answer.title == "Final Quiz")
    }
  }

  @Test("only the gateway gets what is right", arguments: ["gateway", "progress", ""])
  func answers(caller: String) async throws {
    try await Self.withCourse { catalogue, course in
      let question = try await catalogue.questions(
        ["q1"], course, withAnswers: true, through: caller
      ).questions[0]

      let gateway = caller == "gateway"
      #expect(question.options[0].worth == (gateway ? 1 : 0))
      #expect(question.options[0].feedback.isEmpty == !gateway)
      #expect(question.explanation.isEmpty == !gateway)
    }
  }

  @Test("unasked, nobody gets what is right")
  func unasked() async throws {
    try await Self.withCourse { catalogue, course in
      let question = try await catalogue.questions(["q1"], course).questions[0]

      #expect(question.options.allSatisfy { $0.worth == 0 && $0.feedback.isEmpty })
    }
  }

  @Test("an attempt reads the version it began with")
  func versions() async throws {
    try await Self.withCourse { catalogue, course in
      var document = CatalogueHarness.document()
      document.activities[1].quiz.questions[0].text = "Which now?"
      try await catalogue.publish(document)

      let old = try await catalogue.questions(["q1"], course, version: 1)
      let new = try await catalogue.questions(["q1"], course)
      let none = try await refusal { try await catalogue.questions(["q1"], course, version: 3) }

      #expect(old.questions.map(\.text) == ["Which?"])
      #expect(new.questions.map(\.text) == ["Which now?"])
      #expect(none.reason == "ACTIVITY_NOT_FOUND")
    }
  }

  @Test("a lesson's check questions are read in the same way")
  func checks() async throws {
    try await Self.withCourse { catalogue, course in
      let answer = try await catalogue.questions(
        ["check"], course, activity: course.activities[0].id, withAnswers: true)

      #expect(answer.questions.map(\.explanation) == ["Because."])
    }
  }

  @Test("more than 200 questions at once are refused, and strangers get none")
  func limits() async throws {
    try await Self.withCourse { catalogue, course in
      let many = try await refusal {
        try await catalogue.questions(Array(repeating: "q1", count: 201), course)
      }
      let stranger = try await refusal {
        try await catalogue.questions(["q1"], course, as: Cast.stranger)
      }

      #expect(many.violations.map(\.reason) == ["TOO_MANY_ITEMS"])
      #expect(stranger.reason == "NOT_ENROLLED")
    }
  }

  private static func withCourse(
    _ body: @escaping @Sendable (CatalogueHarness, Clikc_Catalogue_V1_Course) async throws -> Void
  ) async throws {
    try await CatalogueHarness.run { catalogue in
      try await catalogue.putShelves()
      try await catalogue.know(Cast.learner)
      let course = try await catalogue.publish().course
      try await catalogue.enrol(Cast.learner, in: course.id)
      try await body(catalogue, course)
    }
  }
}

extension CatalogueHarness {
  func questions(
    _ ids: [String], _ course: Clikc_Catalogue_V1_Course, activity: String? = nil,
    version: Int64 = 0, withAnswers: Bool = false, as person: TestPerson = Cast.learner,
    through caller: String = "gateway"
  ) async throws -> Clikc_Catalogue_V1_GetQuestionsResponse {
    try await self.act(as: person, through: caller) {
      try await self.courses.getQuestions(
        .with {
          $0.courseID = course.id
          $0.activityID = activity ?? course.activities[1].id
          $0.questionIds = ids
          $0.withAnswers = withAnswers
          $0.courseVersion = version
        })
    }
  }
}
