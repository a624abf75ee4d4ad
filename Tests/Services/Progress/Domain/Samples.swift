import Foundation
import ProgressDomain

/// A question from what each option is worth, in the order written.
func question(
  _ id: String, _ kind: Question.Kind = .single,
  _ options: KeyValuePairs<String, Double> = ["right": 1, "wrong": 0]
) throws -> Question {
  try Question(
    id: id, kind: kind,
    options: options.map { .init(id: $0.key, worth: Worth($0.value) ?? Worth(units: 0)) })
}

/// A course of two lessons (three slides and two checks; two slides and none) and a quiz of 2 of 3
/// questions.
struct SampleCourse {
  let first = UUID()
  let second = UUID()
  let quiz = UUID()
  let id = UUID()

  func course(
    version: Int64 = 1, attempts: Int = 0, passMark: Double = 0.7, without: Set<UUID> = [],
    adding: [Activity] = []
  ) throws -> Course {
    let lesson = try Lesson(
      slides: ["a", "b", "c"], checks: [question("c1"), question("c2")])
    let plain = try Lesson(slides: ["x", "y"], checks: [])
    let quiz = try Quiz(
      pool: (0..<3).map { try question("q\($0)") }, draw: 2, passMark: passMark,
      attemptsAllowed: attempts)
    let activities = [
      Activity(id: self.first, title: "First", content: .lesson(lesson)),
      Activity(id: self.second, title: "Second", content: .lesson(plain)),
      Activity(id: self.quiz, title: "Quiz", content: .quiz(quiz)),
    ]
    return try Course(
      id: self.id, version: version, code: "RM", language: "en", title: "Risk Management",
      activities: activities.filter { !without.contains($0.id) } + adding)
  }

  /// Everything but the quiz.
  func lessonsDone(
    _ learner: inout LearnerCourse, at now: Date = .distantPast
  ) throws -> [ProgressEvent] {
    var events: [ProgressEvent] = []
    for slide in ["a", "b", "c"] { events += try learner.visit(slide, of: self.first, at: now) }
    for check in ["c1", "c2"] {
      events += try learner.answer(["right"], to: check, of: self.first, at: now)
    }
    for slide in ["x", "y"] { events += try learner.visit(slide, of: self.second, at: now) }
    return events
  }
}
