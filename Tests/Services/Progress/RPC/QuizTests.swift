import CatalogueContract
import Foundation
import GRPCCore
import Problems
import ProgressContract
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Quizzes over RPC")
struct QuizTests {
  @Test("seven of ten right passes a quiz of 70 %, six do not, and the best attempt counts")
  func passMark() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide()
      let quiz = course.activities[1].activityID
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        let six = try await harness.take(quiz, in: course, right: 6)
        let seven = try await harness.take(quiz, in: course, right: 7)
        let three = try await harness.take(quiz, in: course, right: 3)
        let line = try await harness.courseProgress(course).activities[1]

        #expect(six.score == 0.6 && !six.passed)
        #expect(seven.score == 0.7 && seven.passed)
        #expect(three.number == 3 && !three.passed)
        #expect(line.status == .completed && line.best == 0.7 && line.attempts == 3)
      }
    }
  }

  @Test("what is right is told when the attempt is finished, not before")
  func review() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide()
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        let open = try await harness.start(course.activities[1].activityID, in: course)
        let first = open.questions[0].questionID
        let saved = try await harness.save(["wrong"], to: first, of: open.id)
        let shown = try await harness.attempt(open.id)
        let again = try await harness.start(course.activities[1].activityID, in: course)
        let finished = try await harness.finish(open.id)
        let review = try await harness.attempt(open.id)

        #expect(saved.right.isEmpty && !saved.hasScore && saved.chosen == ["wrong"])
        #expect(shown.questions.allSatisfy { $0.right.isEmpty && !$0.hasScore })
        #expect(!shown.hasScore)
        #expect(again == shown)
        #expect(finished.questions.allSatisfy { $0.right == ["right"] && $0.score == 0 })
        #expect(review == finished)
        #expect(finished.questions.map(\.options) == open.questions.map(\.options))
      }
    }
  }

  @Test("the list has attempts newest first without questions, and says whether one may begin")
  func listing() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide(attempts: 2)
      let quiz = course.activities[1].activityID
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        let fresh = try await harness.attempts(at: quiz, in: course)
        _ = try await harness.take(quiz, in: course, right: 4)
        let open = try await harness.start(quiz, in: course)
        let going = try await harness.attempts(at: quiz, in: course)
        _ = try await harness.finish(open.id)
        let used = try await harness.attempts(at: quiz, in: course)

        #expect(fresh.attempts.isEmpty && fresh.mayStart && fresh.draw == 10)
        #expect(fresh.courseTitle == "Risk Management" && fresh.language == "en")
        #expect(going.attempts.map(\.number) == [2, 1] && going.mayStart)
        #expect(going.attempts.map(\.finished) == [false, true])
        #expect(going.attempts.allSatisfy { $0.questions.isEmpty })
        #expect(going.activity.best == 0.4 && going.activity.status == .failed)
        #expect(used.attempts.map(\.score) == [0, 0.4] && !used.mayStart)
      }
    }
  }

  @Test("saves in any order, twice and at the same time, keep the same answers")
  func saving() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide()
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        let attempt = try await harness.start(course.activities[1].activityID, in: course)
        let saves = attempt.questions.flatMap { question in
          [(1, "right"), (2, "wrong"), (3, "right"), (3, "wrong")].map {
            (question.questionID, Int64($0.0), $0.1)
          }
        }
        try await withThrowingDiscardingTaskGroup { group in
          for (question, sequence, chosen) in (saves + saves).shuffled() {
            group.addTask {
              _ = try await harness.save(
                [chosen], to: question, of: attempt.id, sequence: sequence)
            }
          }
        }
        let kept = try await harness.attempt(attempt.id).questions

        #expect(kept.map(\.chosen) == Array(repeating: ["wrong"], count: 10))
        #expect(kept.map(\.sequence) == Array(repeating: 3, count: 10))
      }
    }
  }

  @Test("an attempt begun and finished twenty times at once is one attempt, finished once")
  func concurrency() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide(attempts: 1)
      let quiz = course.activities[1].activityID
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        let begun = try await twenty { try await harness.start(quiz, in: course) }
        let id = begun[0].id
        for question in begun[0].questions.prefix(8) {
          _ = try await harness.save(["right"], to: question.questionID, of: id)
        }
        let finished = try await twenty { try await harness.finish(id) }
        let grades: [(event: Clikc_Progress_V1_GradeChanged, _)] =
          try await harness.pool.outboxEvents()

        #expect(Set(begun.map(\.id)).count == 1)
        #expect(Set(finished.map(\.score)) == [0.8])
        #expect(grades.map(\.event.grade) == [0.8])
        let denied = try await refusal { try await harness.start(quiz, in: course) }
        #expect(denied.reason == "NO_ATTEMPTS_LEFT" && denied.code == .failedPrecondition)
      }
    }
  }

  @Test("an attempt keeps its questions and pass mark when the course is published again")
  func pinned() async throws {
    try await ProgressHarness.run { harness in
      let published = PublishedCourse.guide()
      let account = try await harness.learner(in: published)
      let quiz = published.activities[1].activityID
      let before = try await harness.acting(account) {
        try await harness.start(quiz, in: published)
      }

      var course = published
      course.activities[1].passMark = 1
      for index in course.activities[1].keys.indices {
        course.activities[1].keys[index].options[0].worth = 0
        course.activities[1].keys[index].options[1].worth = 1
      }
      try await harness.publish(course, version: 2)

      let changed = course
      try await harness.acting(account) {
        #expect(try await harness.attempt(before.id) == before)
        for question in before.questions.prefix(7) {
          _ = try await harness.save(["right"], to: question.questionID, of: before.id)
        }
        let finished = try await harness.finish(before.id)
        let line = try await harness.courseProgress(changed).activities[1]
        #expect(finished.passed && finished.courseVersion == 1)
        #expect(line.status == .completed && line.passMark == 1)
        #expect(try await harness.start(quiz, in: changed).courseVersion == 2)
      }
    }
  }

  @Test("somebody else's attempt is not found, a finished one cannot be changed")
  func refusals() async throws {
    try await ProgressHarness.run { harness in
      let course = PublishedCourse.guide()
      let account = try await harness.learner(in: course)
      let (open, done) = try await harness.acting(account) {
        let done = try await harness.take(course.activities[1].activityID, in: course, right: 1)
        return (try await harness.start(course.activities[3].activityID, in: course), done)
      }
      let question = open.questions[0].questionID
      try await harness.acting(UUID()) {
        for denied in [
          try await refusal { try await harness.attempt(open.id) },
          try await refusal { try await harness.save(["right"], to: question, of: open.id) },
          try await refusal { try await harness.finish(open.id) },
        ] { #expect(denied.reason == "ATTEMPT_NOT_FOUND" && denied.code == .notFound) }
      }
      try await harness.acting(account) {
        let finished = try await refusal {
          try await harness.save(["right"], to: done.questions[0].questionID, of: done.id)
        }
        #expect(finished.reason == "ATTEMPT_FINISHED")
        for (chosen, id, sequence, field, reason) in [
          (["maybe"], question, 1, "chosen", "UNKNOWN_OPTION"),
          (["right", "wrong"], question, 1, "chosen", "TOO_MANY_CHOSEN"),
          (["right"], "none", 1, "question_id", "UNKNOWN_QUESTION"),
          (["right"], question, 0, "sequence", "OUT_OF_RANGE"),
        ] as [([String], String, Int64, String, String)] {
          let denied = try await refusal {
            try await harness.save(chosen, to: id, of: open.id, sequence: sequence)
          }
          #expect(denied.violations.map(\.field) == [field])
          #expect(denied.violations.map(\.reason) == [reason])
        }
        #expect(try await harness.attempt(open.id) == open)
      }
    }
  }
}

/// The outcomes of a call made twenty times at once.
func twenty<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> [T] {
  try await withThrowingTaskGroup(of: T.self) { group in
    for _ in 0..<20 { group.addTask { try await body() } }
    return try await group.reduce(into: []) { $0.append($1) }
  }
}
