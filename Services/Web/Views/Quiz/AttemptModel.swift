import CatalogueContract
import GatewayContract
import ProgressContract

/// One question of an open attempt.
struct AttemptModel: Sendable {
  let title: String
  let course: String
  let language: String
  let direction: String
  let action: String
  let position: String
  let page: Int
  let question: Question
  let steps: [AttemptStep]
  let isFirst: Bool
  let isLast: Bool
  /// The pages beside it.
  let before: Int
  let after: Int
  /// Where the answer is saved while it is being given.
  let saveAddress: String
  /// The sequence of the answer kept; the next one is higher.
  let sequence: Int64

  /// The question with its options.
  struct Question: Sendable {
    let id: String
    /// Safe HTML.
    let html: String
    let several: Bool
    let options: [Option]
  }

  /// One option.
  struct Option: Sendable {
    let id: String
    let text: String
    let kind: String
    let chosen: Bool
  }
}

/// A question in the row of steps.
struct AttemptStep: Sendable {
  let number: Int
  let address: String
  let answered: Bool
  let current: Bool
}

extension AttemptModel {
  /// nil when the attempt has no such question; pages count from 1.
  init?(
    _ shown: Clikc_Gateway_V1_GetAttemptPageResponse, page: Int, texts: Texts, markdown: Markdown
  ) {
    let asked = shown.attempt.questions
    guard (1...max(1, asked.count)).contains(page), page <= asked.count else { return nil }
    let state = asked[page - 1]
    guard let question = shown.questions.first(where: { $0.id == state.questionID }) else {
      return nil
    }
    title = shown.title
    course = shown.courseTitle
    language = shown.language
    direction = contentDirection(shown.language)
    action = SiteURL.attempt(shown.attempt.id).path
    position = texts("web.quiz.position", ["number": "\(page)", "count": "\(asked.count)"])
    self.page = page
    self.question = Question(question, state, markdown: markdown)
    steps = AttemptStep.all(of: shown.attempt, current: page)
    isFirst = page == 1
    isLast = page == asked.count
    before = page - 1
    after = page + 1
    saveAddress = "/api/v1/attempts/\(shown.attempt.id)/answers/\(question.id)"
    sequence = state.sequence
  }
}

extension AttemptModel.Question {
  init(
    _ question: Clikc_Catalogue_V1_Question, _ state: Clikc_Progress_V1_AttemptQuestion,
    markdown: Markdown
  ) {
    id = question.id
    html = markdown.html(question.text)
    several = question.kind == .multiple
    let texts = Dictionary(question.options.map { ($0.id, $0.text) }) { first, _ in first }
    options = state.options.compactMap { id in
      texts[id].map {
        AttemptModel.Option(
          id: id, text: $0, kind: question.kind == .multiple ? "checkbox" : "radio",
          chosen: state.chosen.contains(id))
      }
    }
  }
}

extension AttemptStep {
  static func all(of attempt: Clikc_Progress_V1_Attempt, current: Int) -> [AttemptStep] {
    attempt.questions.enumerated().map { index, question in
      AttemptStep(
        number: index + 1, address: SiteURL.attempt(attempt.id, page: index + 1).path,
        answered: !question.chosen.isEmpty, current: index + 1 == current)
    }
  }
}

/// A question of an open attempt.
struct AttemptView: View {
  static let template = "attempt"

  let model: AttemptModel
  let courseID: String

  var screen: Screen {
    var screen = Screen(title: "\(model.position) | \(model.title)")
    screen.trail = [
      .init(model.course, .course(courseID), language: model.language),
      .init(model.title, language: model.language),
    ]
    screen.script = "quiz.js"
    return screen
  }
}

/// The page before an attempt is finished: what is answered and what is not.
struct AttemptSummaryModel: Sendable {
  let title: String
  let course: String
  let language: String
  let steps: [AttemptStep]
  /// "2 questions have no answer"; nil when every one has.
  let missing: String?
  let back: String
  let action: String
}

extension AttemptSummaryModel {
  init(_ shown: Clikc_Gateway_V1_GetAttemptPageResponse, texts: Texts) {
    title = shown.title
    course = shown.courseTitle
    language = shown.language
    steps = AttemptStep.all(of: shown.attempt, current: 0)
    let open = steps.count { !$0.answered }
    missing = open == 0 ? nil : texts.plural("web.quiz.missing", open)
    back = SiteURL.attempt(shown.attempt.id, page: steps.count).path
    action = SiteURL.finishAttempt(shown.attempt.id).path
  }
}

/// The page before an attempt is finished.
struct AttemptSummaryView: View {
  static let template = "attempt-summary"

  let model: AttemptSummaryModel
  let heading: String
  let courseID: String

  var screen: Screen {
    var screen = Screen(title: "\(heading) | \(model.title)")
    screen.trail = [
      .init(model.course, .course(courseID), language: model.language),
      .init(model.title, language: model.language),
    ]
    return screen
  }
}
