/// The content of a quiz.
package struct QuizDocument: Equatable, Sendable {
  /// The pool.
  package var questions: [Question] = []
  /// How many are drawn for an attempt.
  package var draw = 0
  /// The part of the marks needed to pass, 0 to 1.
  package var passMark = 0.0
  /// 0 is any number.
  package var attemptsAllowed = 0

  package init() {}
}

/// How a question is answered; the raw values are the ones of the contract.
package enum QuestionKind: Int, Equatable, Sendable {
  case single = 1
  case multiple
  case trueFalse
}

/// A question with its options.
package struct Question: Equatable, Sendable {
  package var id = ""
  /// Nil when the author's kind is none we know.
  package var kind: QuestionKind?
  /// Markdown.
  package var text = ""
  package var options: [AnswerOption] = []
  /// Why the right answer is right, Markdown.
  package var explanation = ""

  package init() {}
}

/// One option of a question.
package struct AnswerOption: Equatable, Sendable {
  package var id = ""
  package var text = ""
  /// What choosing it is worth, -1 to 1.
  package var worth = 0.0
  /// Said to who chose it.
  package var feedback = ""

  package init(id: String, text: String, worth: Double, feedback: String = "") {
    self.id = id
    self.text = text
    self.worth = worth
    self.feedback = feedback
  }
}
