import ProgressDomain
import Testing

@Suite("Pass rule")
struct PassRuleTests {
  @Test(
    "a course is passed when every lesson is complete and every evaluation is at 70 % or more",
    arguments: [
      ([.lesson(isComplete: true), .evaluation(best: 0.7)], true, 1.0),
      ([.lesson(isComplete: true), .evaluation(best: 0.69)], false, 0.5),
      ([.lesson(isComplete: true), .evaluation(best: nil)], false, 0.5),
      ([.lesson(isComplete: false), .evaluation(best: 1)], false, 0.5),
      ([.evaluation(best: 0), .evaluation(best: 0)], false, 0),
      ([], false, nil),
    ] as [([PassRule.Activity], Bool, Double?)])
  func table(activities: [PassRule.Activity], passed: Bool, progress: Double?) throws {
    let rule = try #require(PassRule())

    #expect(rule.isMet(by: activities) == passed)
    #expect(rule.progress(of: activities) == progress)
  }

  @Test("a pass mark outside 0 to 1 makes no rule", arguments: [-0.1, 1.1, Double.nan])
  func refusal(passMark: Double) {
    #expect(PassRule(passMark: passMark) == nil)
  }
}
