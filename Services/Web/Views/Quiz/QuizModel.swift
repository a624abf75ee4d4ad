import Foundation
import ProgressContract
import SwiftProtobuf

/// The page before a quiz: its rules, what came of earlier attempts, the button that begins.
struct QuizModel: Sendable {
  let title: String
  let course: String
  let language: String
  let direction: String
  /// What to expect, a sentence each.
  let rules: [String]
  /// "Best result 62 %, needs 70 %"; nil before the first finished attempt.
  let best: String?
  let passed: Bool
  /// The words on the button; nil when no attempt is left.
  let start: String?
  let action: String
  let attempts: [Attempt]
  let hasAttempts: Bool

  /// A line of the table.
  struct Attempt: Sendable {
    let number: Int
    let started: String
    let result: String
    let state: String
    /// "good", "bad" or "warn".
    let tone: String
    let address: String
    let link: String
  }
}

extension QuizModel {
  init(
    _ page: Clikc_Progress_V1_ListAttemptsResponse, course: String, activity: String, texts: Texts
  ) {
    let quiz = page.activity
    title = quiz.title
    self.course = page.courseTitle
    language = page.language
    direction = contentDirection(page.language)
    rules = Self.rules(page, texts)
    best = quiz.hasBest ? Self.result(quiz.best, quiz.passMark, texts) : nil
    passed = quiz.status == .completed
    let open = page.attempts.contains { !$0.finished }
    let word = open ? "continue" : page.attempts.isEmpty ? "start" : "again"
    start = page.mayStart ? texts("web.quiz.\(word)") : nil
    action = SiteURL.quiz(course: course, activity: activity).path
    attempts = page.attempts.map { Attempt($0, texts) }
    hasAttempts = !attempts.isEmpty
  }

  /// "62 %, needs 70 %".
  static func result(_ score: Double, _ mark: Double, _ texts: Texts) -> String {
    texts(
      "web.quiz.result",
      ["score": texts.wholePercent(score), "mark": texts.wholePercent(mark)])
  }

  private static func rules(
    _ page: Clikc_Progress_V1_ListAttemptsResponse, _ texts: Texts
  ) -> [String] {
    let quiz = page.activity
    let attempts =
      quiz.attemptsAllowed == 0
      ? texts("web.quiz.any-number")
      : texts.plural(
        "web.quiz.left", max(0, Int(quiz.attemptsAllowed - quiz.attempts)))
    return [
      texts.plural("web.quiz.questions", Int(page.draw)),
      texts("web.quiz.pass", ["mark": texts.wholePercent(quiz.passMark)]), attempts,
      texts("web.quiz.kept"),
    ]
  }
}

extension QuizModel.Attempt {
  fileprivate init(_ attempt: Clikc_Progress_V1_Attempt, _ texts: Texts) {
    number = Int(attempt.number)
    started = texts.moment(attempt.startedAt.date)
    result = attempt.hasScore ? texts.wholePercent(attempt.score) : "-"
    let name = !attempt.finished ? "open" : attempt.passed ? "passed" : "failed"
    state = texts("web.quiz.state.\(name)")
    tone = !attempt.finished ? "warn" : attempt.passed ? "good" : "bad"
    address = SiteURL.attempt(attempt.id).path
    link = texts(attempt.finished ? "web.quiz.review" : "web.quiz.continue")
  }
}

/// The page before a quiz.
struct QuizView: View {
  static let template = "quiz"

  let model: QuizModel
  let courseID: String

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.trail = [
      .init(model.course, .course(courseID), language: model.language),
      .init(model.title, language: model.language),
    ]
    screen.course = .init(
      id: courseID, title: model.course, language: model.language, current: .course)
    return screen
  }
}
