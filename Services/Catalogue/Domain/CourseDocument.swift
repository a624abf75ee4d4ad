/// A whole course as its author wrote it. Nothing here is checked: ``CourseInspection`` does that.
package struct CourseDocument: Equatable, Sendable {
  package var code = ""
  package var language = ""
  package var categoryCode = ""
  package var title = ""
  package var summary = ""
  /// Markdown.
  package var introduction = ""
  package var objectives: [String] = []
  package var picture = Picture()
  package var hours = 0.0
  package var certificate = false
  /// Months after the completion for which the certificate is valid; 0 is without end.
  package var certificateMonths = 0
  package var activities: [ActivityDocument] = []
  package var grading = GradingDocument()

  package init() {}
}

/// A picture in the blob store and what it shows; no digest means no picture.
package struct Picture: Equatable, Sendable {
  package var digest = ""
  package var text = ""

  package init(digest: String = "", text: String = "") {
    self.digest = digest
    self.text = text
  }
}

/// One activity as its author wrote it.
package struct ActivityDocument: Equatable, Sendable {
  package var code = ""
  package var title = ""
  package var content = ActivityContent.missing
  /// Its part in the course total; nil leaves it to the aggregation.
  package var weight: Double?
  package var extraCredit = false

  package init(code: String, title: String, content: ActivityContent) {
    self.code = code
    self.title = title
    self.content = content
  }
}

/// What an activity holds.
package enum ActivityContent: Equatable, Sendable {
  /// The author forgot it.
  case missing
  case lesson(LessonDocument)
  case quiz(QuizDocument)
}

/// What an activity is; the raw values are the ones of the contract.
package enum ActivityKind: Int, Equatable, Sendable {
  case lesson = 1
  case quiz
}

extension ActivityContent {
  /// What it is; nil when it is missing.
  package var kind: ActivityKind? {
    switch self {
    case .missing: nil
    case .lesson: .lesson
    case .quiz: .quiz
    }
  }
}
