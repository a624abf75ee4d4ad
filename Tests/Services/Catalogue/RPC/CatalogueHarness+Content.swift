import CatalogueContract
import Foundation
import SwiftProtobuf

extension CatalogueHarness {
  /// Puts a shelf for English courses on top, one for French below it, and an empty one.
  func putShelves() async throws {
    try await self.act(as: Cast.administrator) {
      for (code, parent) in [("courses", ""), ("french", "courses"), ("empty", "courses")] {
        _ = try await self.categories.putCategory(Self.category(code, in: parent))
      }
    }
  }

  static func category(
    _ code: String, in parent: String
  ) -> Clikc_Catalogue_V1_PutCategoryRequest {
    .with {
      $0.code = code
      $0.parentCode = parent
      for language in ["en", "fr", "ar", "es", "pt"] {
        $0.titles[language] = "\(code) (\(language))"
      }
    }
  }

  /// Publishes `document` as an expert.
  @discardableResult
  func publish(
    _ document: Clikc_Catalogue_V1_CourseDocument = Self.document()
  ) async throws -> Clikc_Catalogue_V1_PublishCourseResponse {
    try await self.act(as: Cast.expert) {
      try await self.courses.publishCourse(.with { $0.document = document })
    }
  }

  /// Enrols somebody as the administrator.
  func enrol(
    _ person: TestPerson, in course: String,
    as role: Clikc_Catalogue_V1_CourseRole = .learner
  ) async throws {
    _ = try await self.act(as: Cast.administrator) {
      try await self.enrolments.enrol(
        .with {
          $0.courseID = course
          $0.accountID = person.id.uuidString.lowercased()
          $0.role = role
        })
    }
  }

  static func document(
    _ code: String = "risk", title: String = "Risk Management", category: String = "courses"
  ) -> Clikc_Catalogue_V1_CourseDocument {
    .with {
      $0.code = code
      $0.language = "en"
      $0.categoryCode = category
      $0.title = title
      $0.introduction = "Welcome."
      $0.hours = 2.5
      $0.certificate = true
      $0.certificateMonths = 24
      $0.activities = [Self.lesson(), Self.quiz()]
    }
  }

  static func lesson() -> Clikc_Catalogue_V1_ActivityDocument {
    .with {
      $0.code = "module-1"
      $0.title = "Module 1"
      $0.lesson.chapters = [
        .with {
          $0.title = "Chapter"
          $0.slides = [
            .with {
              $0.code = "one"
              $0.title = "One"
              $0.body = "Text"
            },
            .with {
              $0.code = "two"
              $0.title = "Two"
              $0.body = "Text"
              $0.check = Self.question("check")
            },
          ]
        }
      ]
    }
  }

  static func quiz() -> Clikc_Catalogue_V1_ActivityDocument {
    .with {
      $0.code = "final"
      $0.title = "Final Quiz"
      $0.quiz.draw = 2
      $0.quiz.passMark = 0.7
      $0.quiz.questions = ["q1", "q2", "q3"].map(Self.question)
    }
  }

  static func question(_ id: String) -> Clikc_Catalogue_V1_Question {
    .with {
      $0.id = id
      $0.kind = .single
      $0.text = "Which?"
      $0.explanation = "Because."
      $0.options = [
        .with {
          $0.id = "a"
          $0.text = "This"
          $0.worth = 1
          $0.feedback = "Yes."
        },
        .with {
          $0.id = "b"
          $0.text = "That"
        },
      ]
    }
  }
}
