import ProgressDomain
import Testing

@Suite("Quiz attempt")
struct QuizAttemptTests {
  private let pool: [Question]

  init() throws {
    self.pool = try (0..<14).map { try question("q\($0)", .single, ["right": 1, "wrong": 0]) }
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

  @Test("options are shuffled, but true always stands before false")
  func shuffling() throws {
    let many = try question("q", .single, ["a": 1, "b": 0, "c": 0, "d": 0])
    let fact = try question("f", .trueFalse, ["true": 0, "false": 1])
    let orders = try (UInt64(1)...50).map {
      try QuizAttempt(pool: [many, fact], drawing: 2, seed: $0).questions
    }

    #expect(Set(orders.map { order in order.first { $0.id == "q" }?.options.map(\.id) }).count > 5)
    #expect(
      orders.allSatisfy { order in
        order.first { $0.id == "f" }?.options.map(\.id) == ["true", "false"]
      })
  }

  @Test("saves that come twice or out of order give the same attempt", arguments: UInt64(1)...100)
  func reordering(seed: UInt64) throws {
    let fresh = try QuizAttempt(pool: self.pool, drawing: 10, seed: 7)
    // Two devices give the same sequence to different answers.
    let changes: [(Int, Set<String>)] = [(1, ["wrong"]), (2, ["right"]), (2, ["wrong"]), (2, [])]
    let saves = fresh.questions.flatMap { question in
      changes.map { (question.id, $0.0, $0.1) }
    }
    var inOrder = fresh
    for (id, sequence, chosen) in saves { try inOrder.save(chosen, to: id, sequence: sequence) }

    var random = SplitMix64(seed: seed)
    var shuffled = fresh
    for (id, sequence, chosen) in random.draw(saves.count * 2, from: saves + saves) {
      try shuffled.save(chosen, to: id, sequence: sequence)
    }

    #expect(shuffled == inOrder)
    #expect(shuffled.chosen(for: fresh.questions[0].id) == ["wrong"])
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

  @Test("70 % made of thirds and sixths is exactly the pass mark, in whatever order")
  func exactScore() throws {
    let thirds: KeyValuePairs = ["a": 1.0 / 3, "b": 1.0 / 6, "c": 1.0 / 6, "d": 1.0 / 3]
    let pool = try (0..<10).map { try question("q\($0)", .multiple, thirds) }
    let answers: [Set<String>] =
      Array(repeating: ["a", "b", "c", "d"], count: 5)
      + [["a", "d"], ["a", "b"], ["b", "c"], ["a"], ["b"]]

    for seed in UInt64(1)...200 {
      var attempt = try QuizAttempt(pool: pool, drawing: 10, seed: seed)
      for (question, chosen) in zip(attempt.questions, answers) {
        try attempt.save(chosen, to: question.id, sequence: 1)
      }
      #expect(try attempt.finish() == 0.7)
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
    #expect(throws: QuizAttempt.Refusal.choice(.option("maybe"))) {
      try attempt.save(["maybe"], to: id, sequence: 1)
    }
    #expect(attempt == before)
    #expect(throws: QuizAttempt.Refusal.pool) {
      try QuizAttempt(pool: self.pool, drawing: 15, seed: 7)
    }
    #expect(throws: QuizAttempt.Refusal.repeatedQuestion("q3")) {
      try QuizAttempt(pool: self.pool + [self.pool[3]], drawing: 10, seed: 7)
    }
  }
}
