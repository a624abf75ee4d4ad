import ProgressDomain
import Testing

@Suite("Quiz attempt")
struct QuizAttemptTests {
  private let pool: [Question]

  init() throws {
    self.pool = try (0..<14).map {
      try Question(id: "q\($0)", kind: .single, worth: ["right": 1, "wrong": 0])
    }
  }

  @Test("the same seed draws the same questions, and another seed others")
  func drawing() throws {
    let first = try QuizAttempt(pool: self.pool, drawing: 10, seed: 7)
    let again = try QuizAttempt(pool: self.pool, drawing: 10, seed: 7)
    let other = try QuizAttempt(pool: self.pool, drawing: 10, seed: 8)

    #expect(first == again)
    #expect(first.questions != other.questions)
    #expect(Set(first.questions.map(\.id)).count == 10)
  }

  @Test("saves that come twice or out of order give the same attempt", arguments: UInt64(1)...100)
  func reordering(seed: UInt64) throws {
    let fresh = try QuizAttempt(pool: self.pool, drawing: 10, seed: 7)
    let saves = fresh.questions.flatMap { question in
      (1...3).map { (question.id, $0, Set([$0.isMultiple(of: 2) ? "wrong" : "right"])) }
    }
    var inOrder = fresh
    for (id, sequence, chosen) in saves { try inOrder.save(chosen, to: id, sequence: sequence) }

    var random = SplitMix64(seed: seed)
    var shuffled = fresh
    for (id, sequence, chosen) in random.draw(saves.count * 2, from: saves + saves) {
      try shuffled.save(chosen, to: id, sequence: sequence)
    }

    #expect(shuffled == inOrder)
  }

  @Test("a finished attempt has its score for good")
  func finishing() throws {
    var attempt = try QuizAttempt(pool: self.pool, drawing: 10, seed: 7)
    for question in attempt.questions.prefix(7) {
      try attempt.save(["right"], to: question.id, sequence: 1)
    }
    let id = attempt.questions[0].id

    #expect(try attempt.finish() == 0.7)
    #expect(try attempt.finish() == 0.7)
    #expect(throws: QuizAttempt.Refusal.finished) {
      try attempt.save(["wrong"], to: id, sequence: 2)
    }
  }

  @Test("what the attempt does not have is refused and changes nothing")
  func refusals() throws {
    var attempt = try QuizAttempt(pool: self.pool, drawing: 10, seed: 7)
    let before = attempt
    let id = attempt.questions[0].id

    #expect(throws: QuizAttempt.Refusal.question("none")) {
      try attempt.save(["right"], to: "none", sequence: 1)
    }
    #expect(throws: QuizAttempt.Refusal.choice) {
      try attempt.save(["maybe"], to: id, sequence: 1)
    }
    #expect(attempt == before)
    #expect(throws: QuizAttempt.Refusal.pool) {
      try QuizAttempt(pool: self.pool, drawing: 15, seed: 7)
    }
  }
}
