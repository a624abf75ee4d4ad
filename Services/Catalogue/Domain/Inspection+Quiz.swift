extension Inspection {
  mutating func quiz(_ quiz: QuizDocument, _ path: String) {
    self.count("\(path).questions", quiz.questions.count, 1...500)
    for (index, question) in quiz.questions.enumerated() {
      self.question(question, "\(path).questions.\(index)")
    }
    self.unique(quiz.questions.enumerated().map { ("\(path).questions.\($0).id", $1.id) })
    self.range("\(path).draw", quiz.draw, 1...200)
    if quiz.draw > quiz.questions.count, !quiz.questions.isEmpty {
      self.fault("\(path).draw", .drawExceedsPool, ["maximum": String(quiz.questions.count)])
    }
    self.range("\(path).pass_mark", quiz.passMark, 0...1)
    self.range("\(path).attempts_allowed", quiz.attemptsAllowed, 0...100)
  }

  mutating func question(_ question: Question, _ path: String) {
    self.slug("\(path).id", question.id)
    if question.kind == nil { self.fault("\(path).kind", .unknownKind) }
    self.text("\(path).text", question.text, upTo: 5000, required: true)
    self.text("\(path).explanation", question.explanation, upTo: 5000)
    self.count("\(path).options", question.options.count, 2...20)
    for (index, option) in question.options.enumerated() {
      self.option(option, "\(path).options.\(index)")
    }
    self.unique(question.options.enumerated().map { ("\(path).options.\($0).id", $1.id) })
    self.marks(question, "\(path).options")
  }

  private mutating func option(_ option: AnswerOption, _ path: String) {
    self.slug("\(path).id", option.id)
    self.text("\(path).text", option.text, upTo: 1000, required: true)
    self.range("\(path).worth", option.worth, -1...1)
    self.text("\(path).feedback", option.feedback, upTo: 1000)
  }

  /// Full marks must be reachable, and nothing above them.
  private mutating func marks(_ question: Question, _ path: String) {
    if question.kind == .trueFalse, Set(question.options.map(\.id)) != ["true", "false"] {
      self.fault(path, .trueFalseOptions)
    }
    let worths = question.options.map(\.worth)
    let best =
      question.kind == .multiple
      ? worths.reduce(0) { $0 + max(0, $1) }
      : worths.max() ?? 0
    if !worths.isEmpty, !(abs(best - 1) < 1e-9) {
      self.fault(path, .bestAnswerNotOne, ["worth": "\(best)"])
    }
  }
}
