import Foundation
import ProgressDomain
import Testing

@Suite("Course")
struct CourseTests {
  @Test("what cannot be studied or graded makes no course")
  func refusals() throws {
    let pool = try [question("q1"), question("q2")]

    #expect(throws: Activity.Refusal.noSlides) { try Lesson(slides: [], checks: []) }
    #expect(throws: Activity.Refusal.repeated("a")) { try Lesson(slides: ["a", "a"], checks: []) }
    #expect(throws: Activity.Refusal.repeated("q1")) {
      try Lesson(slides: ["a"], checks: [pool[0], pool[0]])
    }
    #expect(throws: Activity.Refusal.draw(3)) {
      try Quiz(pool: pool, draw: 3, passMark: 0.7, attemptsAllowed: 0)
    }
    #expect(throws: Activity.Refusal.passMark(-0.1)) {
      try Quiz(pool: pool, draw: 2, passMark: -0.1, attemptsAllowed: 0)
    }
    #expect(throws: Activity.Refusal.passMark(1.2)) {
      try Quiz(pool: pool, draw: 2, passMark: 1.2, attemptsAllowed: 0)
    }
    #expect(throws: Activity.Refusal.attempts(-1)) {
      try Quiz(pool: pool, draw: 2, passMark: 0.7, attemptsAllowed: -1)
    }
    let lesson = Activity(
      id: UUID(), title: "L", content: .lesson(try Lesson(slides: ["a"], checks: [])))
    #expect(throws: Activity.Refusal.self) {
      try Course(
        id: UUID(), version: 1, code: "C", language: "en", title: "C",
        activities: [lesson, lesson])
    }
  }
}
