import Foundation
import ProgressDomain
import Testing

@Suite("How a course is graded")
struct GradingTests {
  /// What an author asks for with a lesson of 100 points and a quiz of 1, and why it is refused.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let grading: Grading
    var weights: [GradeItem.Weight] = [.automatic, .automatic]
    let refusal: Grading.Refusal?
  }

  static let cases = [
    Case(
      testDescription: "the mean without the lowest",
      grading: Grading(method: .mean, selection: .droppingLowest(1)), refusal: nil),
    Case(
      testDescription: "natural drops among equal maxima only",
      grading: Grading(selection: .droppingLowest(1)), refusal: .unequal),
    Case(
      testDescription: "so does the simple weighted mean",
      grading: Grading(method: .simpleWeightedMean, selection: .keepingHighest(1)),
      refusal: .unequal),
    Case(
      testDescription: "the weighted mean drops among equal weights only",
      grading: Grading(method: .weightedMean, selection: .keepingHighest(1)),
      weights: [.fixed(2), .automatic], refusal: .unequal),
    Case(
      testDescription: "a weight of one is the one that is not written",
      grading: Grading(method: .weightedMean, selection: .keepingHighest(1)),
      weights: [.fixed(1), .automatic], refusal: nil),
    Case(
      testDescription: "not all can be dropped",
      grading: Grading(method: .mean, selection: .droppingLowest(2)), refusal: .selection(2)),
    Case(
      testDescription: "no more can be kept than there are",
      grading: Grading(method: .mean, selection: .keepingHighest(3)), refusal: .selection(3)),
    Case(
      testDescription: "the median has no extra credit", grading: Grading(method: .median),
      weights: [.automatic, .extraCredit], refusal: .extraCredit(.median)),
    Case(
      testDescription: "the mean has no weights", grading: Grading(method: .mean),
      weights: [.fixed(0.5), .automatic], refusal: .weight(.mean)),
  ]

  @Test("what would not be monotone, or means nothing, makes no course", arguments: cases)
  func check(_ example: Case) throws {
    let lesson = try Lesson(slides: ["a"], checks: [])
    let quiz = try Quiz(pool: [question("q")], draw: 1, passMark: 0.7, attemptsAllowed: 0)
    let contents = [Activity.Content.lesson(lesson), .quiz(quiz)]
    let activities = zip(contents, example.weights).map {
      Activity(id: UUID(), title: "", content: $0, weight: $1)
    }

    #expect(self.refusal(of: example.grading, activities) == example.refusal)
  }

  private func refusal(of grading: Grading, _ activities: [Activity]) -> Grading.Refusal? {
    do throws(Grading.Refusal) { try grading.check(activities) } catch { return error }
    return nil
  }
}
