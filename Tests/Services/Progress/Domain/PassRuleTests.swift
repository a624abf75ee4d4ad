import Foundation
import ProgressDomain
import Testing

@Suite("Pass rule")
struct PassRuleTests {
  private let sample = SampleCourse()

  @Test(
    "a quiz is passed at its pass mark, not a hair below",
    arguments: [(nil, false), (0, false), (0.69, false), (0.7, true), (1, true)]
      as [(Double?, Bool)])
  func quiz(best: Double?, met: Bool) throws {
    let quiz = try #require(try self.sample.course().activity(self.sample.quiz))

    #expect(PassRule.isMet(in: quiz, by: .quiz(attempts: 1, best: best)) == met)
  }

  @Test("a lesson is complete when every slide was seen and every check answered, right or wrong")
  func lesson() throws {
    let lesson = try #require(try self.sample.course().activity(self.sample.first))
    let answers: [String: Set<String>] = ["c1": ["right"], "c2": ["wrong"]]

    for (seen, answers, met) in [
      (["a", "b", "c"], answers, true), (["a", "b"], answers, false),
      (["a", "b", "c"], ["c1": ["right"]], false), (["a", "b", "c", "old"], answers, true),
    ] as [(Set<String>, [String: Set<String>], Bool)] {
      let work = LessonProgress(seen: seen, answers: answers)
      #expect(PassRule.isMet(in: lesson, by: .lesson(work)) == met)
    }
  }

  @Test("a course is passed when every activity is complete, and never when it has none")
  func course() throws {
    let course = try self.sample.course()
    let done = ActivityResult(work: .quiz(attempts: 1, best: 1), completedAt: .distantPast)
    let open = ActivityResult(work: .quiz(attempts: 1, best: 0))
    let empty = try Course(
      id: UUID(), version: 1, code: "E", language: "en", title: "Empty", activities: [])
    let ids = [self.sample.first, self.sample.second, self.sample.quiz]

    #expect(PassRule.isMet(in: course, by: [ids[0]: done, ids[1]: done, ids[2]: done]))
    #expect(!PassRule.isMet(in: course, by: [ids[0]: done, ids[1]: done, ids[2]: open]))
    #expect(!PassRule.isMet(in: course, by: [ids[0]: done, ids[1]: done]))
    #expect(!PassRule.isMet(in: empty, by: [:]))
  }
}
