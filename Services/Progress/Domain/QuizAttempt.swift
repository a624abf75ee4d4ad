/// One try at a quiz: questions drawn once, answers saved as often as the learner likes, a score
/// when it is finished.
package struct QuizAttempt: Sendable, Equatable {
  /// Why something cannot be done with an attempt.
  package enum Refusal: Error, Equatable {
    /// The pool holds fewer questions than are to be drawn, or none are.
    case pool
    /// The pool holds a question twice.
    case repeatedQuestion(String)
    /// The attempt does not have this question.
    case question(String)
    /// The question does not have these options.
    case choice(Question.Refusal)
    /// The attempt was finished.
    case finished
  }

  /// In the order the learner sees them, each with its options in the order shown.
  package let questions: [Question]
  /// The answers kept, by question.
  package private(set) var answers: [String: SavedAnswer]
  /// The mean score of the questions, 0 to 1; nil while the attempt is open.
  package private(set) var score: Double?

  /// Draws the questions and the order of their options by `seed`: the same pool and seed always
  /// give the same attempt.
  package init(pool: [Question], drawing count: Int, seed: UInt64) throws(Refusal) {
    guard count > 0, count <= pool.count else { throw .pool }
    var known: Set<String> = []
    for question in pool where !known.insert(question.id).inserted {
      throw .repeatedQuestion(question.id)
    }
    var generator = SplitMix64(seed: seed)
    var drawn: [Question] = []
    for question in generator.draw(count, from: pool) {
      do { drawn.append(try question.shuffled(using: &generator)) } catch { throw .choice(error) }
    }
    self.questions = drawn
    self.answers = [:]
  }

  /// The attempt as it was stored; draws nothing and checks nothing.
  package init(stored questions: [Question], answers: [String: SavedAnswer], score: Double?) {
    self.questions = questions
    self.answers = answers
    self.score = score
  }

  /// The options saved for a question; empty when none were.
  package func chosen(for question: String) -> Set<String> {
    self.answers[question]?.chosen ?? []
  }

  /// Keeps an answer unless a later one is kept already, so that saves that come twice or late
  /// change nothing; see ``SavedAnswer`` for two with the same sequence.
  package mutating func save(
    _ chosen: Set<String>, to id: String, sequence: Int
  ) throws(Refusal) {
    guard self.score == nil else { throw .finished }
    guard let question = self.questions.first(where: { $0.id == id }) else { throw .question(id) }
    do { _ = try question.score(chosen) } catch { throw .choice(error) }
    let answer = SavedAnswer(chosen: chosen, sequence: sequence)
    if let kept = self.answers[id], answer <= kept { return }
    self.answers[id] = answer
  }

  /// What the answer to a question is worth; 0 when there is none.
  package func worth(of question: Question) throws(Question.Refusal) -> Worth {
    try question.score(self.chosen(for: question.id))
  }

  /// Ends the attempt and scores it; finishing again gives the same score.
  @discardableResult
  package mutating func finish() throws(Question.Refusal) -> Double {
    if let score = self.score { return score }
    var worths: [Worth] = []
    for question in self.questions { worths.append(try self.worth(of: question)) }
    let mean = Worth.mean(worths)
    self.score = mean
    return mean
  }
}
