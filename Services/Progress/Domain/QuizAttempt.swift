/// One try at a quiz: questions drawn once, answers saved as often as the learner likes, a score
/// when it is finished.
package struct QuizAttempt: Sendable, Equatable {
  /// Why something cannot be done with an attempt.
  package enum Refusal: Error, Equatable {
    /// The pool holds fewer questions than are to be drawn, or none are.
    case pool
    /// The attempt does not have this question.
    case question(String)
    /// The question does not have these options.
    case choice
    /// The attempt was finished.
    case finished
  }

  /// The last answer saved to one question.
  private struct Answer: Sendable, Equatable {
    let chosen: Set<String>
    let sequence: Int
  }

  /// In the order the learner sees them.
  package let questions: [Question]
  private var answers: [String: Answer] = [:]
  /// The mean score of the questions, 0 to 1; nil while the attempt is open.
  package private(set) var score: Double?

  /// Draws the questions by `seed`: the same pool and seed always give the same attempt.
  package init(pool: [Question], drawing count: Int, seed: UInt64) throws(Refusal) {
    guard count > 0, count <= pool.count else { throw .pool }
    var generator = SplitMix64(seed: seed)
    self.questions = generator.draw(count, from: pool)
  }

  /// The options saved for a question; empty when none were.
  package func chosen(for question: String) -> Set<String> {
    self.answers[question]?.chosen ?? []
  }

  /// Keeps an answer. `sequence` grows with each change the learner makes, so that saves that come
  /// twice or late change nothing.
  package mutating func save(
    _ chosen: Set<String>, to id: String, sequence: Int
  ) throws(Refusal) {
    guard self.score == nil else { throw .finished }
    guard let question = self.questions.first(where: { $0.id == id }) else { throw .question(id) }
    guard (try? question.score(chosen)) != nil else { throw .choice }
    guard sequence > self.answers[id]?.sequence ?? Int.min else { return }
    self.answers[id] = Answer(chosen: chosen, sequence: sequence)
  }

  /// Ends the attempt and scores it; finishing again gives the same score.
  @discardableResult
  package mutating func finish() throws(Question.Refusal) -> Double {
    if let score = self.score { return score }
    var sum = 0.0
    for question in self.questions { sum += try question.score(self.chosen(for: question.id)) }
    let mean = sum / Double(self.questions.count)
    self.score = mean
    return mean
  }
}
