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
    let question = try question("q", .multiple, ["a": 0.5, "b": 0.5, "c": -0.5, "d": -0.5])

    #expect(try question.score(chosen).part == score)
    #expect(question.right == ["a", "b"])
  }

  @Test("a single choice takes one option of its own")
  func single() throws {
    let question = try question("q", .trueFalse, ["true": 1, "false": 0])

    #expect(try question.score(["true"]).part == 1)
    #expect(try question.score(["false"]).part == 0)
    #expect(question.right == ["true"])
    #expect(throws: Question.Refusal.tooManyChosen) { try question.score(["true", "false"]) }
    #expect(throws: Question.Refusal.option("maybe")) { try question.score(["maybe"]) }
  }

  @Test("thirds, sixths and sevenths add up to a whole, however many digits were written")
  func fractions() throws {
    let third = try question("q", .multiple, ["a": 0.333333, "b": 1.0 / 3, "c": 0.3333333333])
    #expect(try third.score(["a", "b", "c"]).part == 1)
    #expect(try third.score(["a", "c"]).units * 3 == Worth.whole * 2)
    let odd = try question("q", .multiple, ["a": 0.12345, "b": 0.43217, "c": 0.44438])
    #expect(try odd.score(["a", "b", "c"]).part == 1)
    #expect(Worth(1.0 / 7)?.units == Worth.whole / 7)
    #expect(Worth(0.005)?.units == Worth.whole / 200)
    #expect(Worth(1.5) == nil)
    #expect(Worth(.nan) == nil)
  }

  @Test("a question without a full answer, or with an option twice, is refused")
  func refusals() {
    #expect(throws: Question.Refusal.tooFewOptions) { try question("q", .single, ["a": 1]) }
    #expect(throws: Question.Refusal.noFullAnswer) {
      try question("q", .single, ["a": 0.5, "b": 0])
    }
    #expect(throws: Question.Refusal.repeatedOption("a")) {
      try question("q", .single, ["a": 1, "a": 0])
    }
  }
}
