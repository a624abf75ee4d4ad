import ProgressDomain
import Testing

@Suite("Question")
struct QuestionTests {
  @Test(
    "a multiple choice adds up what was chosen, between nothing and full marks",
    arguments: [
      (["a", "b"], 1), (["a"], 0.5), (["a", "c"], 0), (["c", "d"], 0), ([], 0),
      (["a", "b", "c"], 0.5),
    ] as [(Set<String>, Double)])
  func multiple(chosen: Set<String>, score: Double) throws {
    let question = try Question(
      id: "q", kind: .multiple, worth: ["a": 0.5, "b": 0.5, "c": -0.5, "d": -0.5])

    #expect(try question.score(chosen) == score)
  }

  @Test("a single choice takes one option of its own")
  func single() throws {
    let question = try Question(id: "q", kind: .single, worth: ["true": 1, "false": 0])

    #expect(try question.score(["true"]) == 1)
    #expect(try question.score(["false"]) == 0)
    #expect(throws: Question.Refusal.choice) { try question.score(["true", "false"]) }
    #expect(throws: Question.Refusal.choice) { try question.score(["maybe"]) }
  }

  @Test("a question without a full answer is refused")
  func refusals() {
    #expect(throws: Question.Refusal.tooFewOptions) {
      try Question(id: "q", kind: .single, worth: ["a": 1])
    }
    #expect(throws: Question.Refusal.noFullAnswer) {
      try Question(id: "q", kind: .single, worth: ["a": 0.5, "b": 0])
    }
  }
}
