import CatalogueContract
import Foundation
import SwiftProtobuf

/// A course as the catalogue would publish it.
struct PublishedCourse: Sendable {
  let id = UUID()
  /// The catalogue's aggregate of the one enrolment a test makes.
  let enrolment = UUID()
  var activities: [Clikc_Catalogue_V1_PublishedActivity]
  /// Natural when it is not set, as events were before there was a choice.
  var grading = Clikc_Catalogue_V1_Grading()

  /// The guide's course: two modules with a lesson, three final quizzes.
  static func guide(passMark: Double = 0.7, attempts: Int32 = 0) -> PublishedCourse {
    PublishedCourse(activities: [
      .lesson("Module 1 - Introduction to Risk Management"),
      .quiz("Module 1 - Final Quiz", passMark: passMark, attempts: attempts),
      .lesson("Module 4 - Risk Indicators"),
      .quiz("Module 4 - Final Quiz", passMark: passMark, attempts: attempts),
      .quiz("Module 5 - Final Quiz", passMark: passMark, attempts: attempts),
    ])
  }

  func event(version: Int64) -> Clikc_Catalogue_V1_CoursePublished {
    .with {
      $0.courseID = self.text
      $0.code = "RM"
      $0.language = "en"
      $0.title = "Risk Management"
      $0.version = version
      $0.certificate = true
      $0.activities = self.activities
      $0.grading = self.grading
    }
  }

  var text: String { self.id.uuidString.lowercased() }
}

extension Clikc_Catalogue_V1_PublishedActivity {
  /// Three slides and five check questions.
  static func lesson(_ title: String) -> Self {
    .with {
      $0.activityID = UUID().uuidString.lowercased()
      $0.kind = .lesson
      $0.title = title
      $0.slides = ["s1", "s2", "s3"]
      $0.keys = ["c1", "c2", "c3", "c4", "c5"].map { .choice($0) }
    }
  }

  /// Ten questions of a pool of fourteen.
  static func quiz(_ title: String, passMark: Double = 0.7, attempts: Int32 = 0) -> Self {
    .with {
      $0.activityID = UUID().uuidString.lowercased()
      $0.kind = .quiz
      $0.title = title
      $0.keys = (0..<14).map { .choice("q\($0)") }
      $0.draw = 10
      $0.passMark = passMark
      $0.attemptsAllowed = attempts
    }
  }

  /// One question whose options are worth 0.5, 0.1, 0.275 and 0.125.
  static func partial(_ title: String) -> Self {
    var quiz = Self.quiz(title)
    quiz.draw = 1
    quiz.keys = [
      .with {
        $0.questionID = "q"
        $0.kind = .multiple
        $0.options = [("a", 0.5), ("b", 0.1), ("c", 0.275), ("d", 0.125)].map { id, worth in
          .with {
            $0.optionID = id
            $0.worth = worth
          }
        }
      }
    ]
    return quiz
  }
}

extension Clikc_Catalogue_V1_AnswerKey {
  /// One right answer of two.
  static func choice(_ id: String) -> Self {
    .with {
      $0.questionID = id
      $0.kind = .single
      $0.options = [("right", 1.0), ("wrong", 0.0)].map { id, worth in
        .with {
          $0.optionID = id
          $0.worth = worth
        }
      }
    }
  }
}
