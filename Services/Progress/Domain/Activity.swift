package import Foundation

/// A lesson or a quiz of a course.
package struct Activity: Sendable, Equatable, Identifiable {
  /// What there is to do.
  package enum Content: Sendable, Equatable {
    case lesson(Lesson)
    case quiz(Quiz)
  }

  /// Why an activity, or a course of activities, cannot be.
  package enum Refusal: Error, Equatable {
    /// A lesson needs a slide.
    case noSlides
    /// A slide, a question or an activity comes twice.
    case repeated(String)
    /// The quiz draws no question, or more than there are.
    case draw(Int)
    /// The pass mark is not from 0 to 1.
    case passMark(Double)
    /// The attempts allowed are negative.
    case attempts(Int)
    /// The grades cannot be made into a total.
    case grading(Grading.Refusal)
  }

  package let id: UUID
  package let title: String
  package let content: Content
  /// How its share of the course total is found.
  package let weight: GradeItem.Weight

  package init(
    id: UUID, title: String, content: Content, weight: GradeItem.Weight = .automatic
  ) {
    self.id = id
    self.title = title
    self.content = content
    self.weight = weight
  }

  /// The most points it gives: 100 for a lesson, 1 for a quiz.
  package var maximum: Double {
    switch self.content {
    case .lesson: 100
    case .quiz: 1
    }
  }
}

/// Slides to study, some with a question to check oneself by.
package struct Lesson: Sendable, Equatable {
  /// Codes, in order.
  package let slides: [String]
  package let checks: [Question]

  /// - Throws: ``Activity/Refusal`` when there is no slide, or something comes twice.
  package init(slides: [String], checks: [Question]) throws(Activity.Refusal) {
    guard !slides.isEmpty else { throw .noSlides }
    if let twice = firstRepeated(slides) ?? firstRepeated(checks.map(\.id)) {
      throw .repeated(twice)
    }
    self.slides = slides
    self.checks = checks
  }

  /// The check question with this id.
  package func check(_ id: String) -> Question? { self.checks.first { $0.id == id } }
}

/// An evaluation: questions drawn from a pool.
package struct Quiz: Sendable, Equatable {
  package let pool: [Question]
  /// Questions of one attempt.
  package let draw: Int
  /// The part of the marks that passes it, 0 to 1.
  package let passMark: Double
  /// 0 is any number.
  package let attemptsAllowed: Int

  /// - Throws: ``Activity/Refusal`` naming what is out of its range.
  package init(
    pool: [Question], draw: Int, passMark: Double, attemptsAllowed: Int
  ) throws(Activity.Refusal) {
    if let twice = firstRepeated(pool.map(\.id)) { throw .repeated(twice) }
    guard draw > 0, draw <= pool.count else { throw .draw(draw) }
    guard passMark >= 0, let mark = Worth(passMark) else { throw .passMark(passMark) }
    guard attemptsAllowed >= 0 else { throw .attempts(attemptsAllowed) }
    self.pool = pool
    self.draw = draw
    self.passMark = mark.part
    self.attemptsAllowed = attemptsAllowed
  }

  /// Whether another attempt may begin after so many.
  package func allowsAttempt(after begun: Int) -> Bool {
    self.attemptsAllowed == 0 || begun < self.attemptsAllowed
  }
}
