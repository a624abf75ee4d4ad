import CatalogueContract
import GatewayContract
import ProgressContract

/// A finished attempt: the result, and for each question what was chosen, what was right and why.
struct ReviewModel: Sendable {
  let title: String
  let course: String
  let language: String
  let direction: String
  let score: String
  /// "good" or "bad".
  let tone: String
  let passed: Bool
  let verdict: String
  let questions: [Question]
  let courseAddress: String
  let quizAddress: String

  /// A question with its answers.
  struct Question: Sendable {
    let number: Int
    /// Safe HTML.
    let html: String
    let answers: [Answer]
    let score: String
    /// "good", "warn" or "bad".
    let tone: String
    /// Safe HTML; nil when the author wrote none.
    let explanation: String?
  }

  /// An option as it turned out.
  struct Answer: Sendable {
    let text: String
    let chosen: Bool
    let right: Bool
    /// "right", "wrong" (chosen by mistake) or nothing.
    let mark: String
    let feedback: String?
  }
}

extension ReviewModel {
  init(_ shown: Clikc_Gateway_V1_GetAttemptPageResponse, texts: Texts, markdown: Markdown) {
    let attempt = shown.attempt
    title = shown.title
    course = shown.courseTitle
    language = shown.language
    direction = contentDirection(shown.language)
    score = texts.wholePercent(attempt.score)
    passed = attempt.passed
    tone = attempt.passed ? "good" : "bad"
    verdict = texts(
      attempt.passed ? "web.quiz.verdict.passed" : "web.quiz.verdict.failed",
      ["score": texts.wholePercent(attempt.score), "mark": texts.wholePercent(attempt.passMark)])
    let written = Dictionary(shown.questions.map { ($0.id, $0) }) { first, _ in first }
    questions = attempt.questions.enumerated().compactMap { index, state in
      written[state.questionID].map {
        Question($0, state, number: index + 1, texts: texts, markdown: markdown)
      }
    }
    courseAddress = SiteURL.course(attempt.courseID).path
    quizAddress = SiteURL.quiz(course: attempt.courseID, activity: attempt.activityID).path
  }
}

extension ReviewModel.Question {
  fileprivate init(
    _ question: Clikc_Catalogue_V1_Question, _ state: Clikc_Progress_V1_AttemptQuestion,
    number: Int, texts: Texts, markdown: Markdown
  ) {
    self.number = number
    html = markdown.html(question.text)
    let options = Dictionary(question.options.map { ($0.id, $0) }) { first, _ in first }
    answers = state.options.compactMap { id in
      options[id].map { ReviewModel.Answer($0, state) }
    }
    score = texts.wholePercent(state.score)
    tone = state.score >= 1 ? "good" : state.score > 0 ? "warn" : "bad"
    explanation = question.explanation.isEmpty ? nil : markdown.html(question.explanation)
  }
}

extension ReviewModel.Answer {
  fileprivate init(
    _ option: Clikc_Catalogue_V1_Option, _ state: Clikc_Progress_V1_AttemptQuestion
  ) {
    text = option.text
    chosen = state.chosen.contains(option.id)
    right = state.right.contains(option.id)
    mark = right ? "right" : chosen ? "wrong" : ""
    feedback = chosen && !option.feedback.isEmpty ? option.feedback : nil
  }
}

/// A finished attempt.
struct ReviewView: View {
  static let template = "review"

  let model: ReviewModel
  let courseID: String

  var screen: Screen {
    var screen = Screen(title: "\(model.score) | \(model.title)")
    screen.trail = [
      .init(model.course, .course(courseID), language: model.language),
      .init(model.title, language: model.language),
    ]
    screen.course = .init(
      id: courseID, title: model.course, language: model.language, current: .course)
    return screen
  }
}
