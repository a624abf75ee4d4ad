import Foundation
import ProgressDomain
import Testing

@Suite("Learner in a course")
struct LearnerCourseTests {
  private let sample = SampleCourse()
  private let now = Date(timeIntervalSince1970: 1_750_000_000)

  private func learner(_ course: Course) -> LearnerCourse {
    LearnerCourse(accountID: UUID(), course: course)
  }

  @Test("a lesson is graded from its first slide on, and its grade follows the answers")
  func lessonGrade() throws {
    var learner = self.learner(try self.sample.course())
    let id = self.sample.first

    #expect(
      try learner.visit("a", of: id, at: self.now)
        == [.gradeChanged(id, grade: 0, maximum: 100)])
    #expect(try learner.visit("a", of: id, at: self.now).isEmpty)
    #expect(
      try learner.answer(["right"], to: "c1", of: id, at: self.now)
        == [.gradeChanged(id, grade: 50, maximum: 100)])
    #expect(
      try learner.answer(["wrong"], to: "c1", of: id, at: self.now)
        == [.gradeChanged(id, grade: 0, maximum: 100)])
    #expect(learner.lessonProgress(id).slide == "a")
  }

  @Test("a lesson without checks has 100 points once it is complete")
  func plainLesson() throws {
    var learner = self.learner(try self.sample.course())
    let id = self.sample.second

    #expect(
      try learner.visit("x", of: id, at: self.now)
        == [.gradeChanged(id, grade: 0, maximum: 100)])
    #expect(
      try learner.visit("y", of: id, at: self.now)
        == [.gradeChanged(id, grade: 100, maximum: 100), .activityCompleted(id)])
  }

  @Test("the last missing activity completes the course, once")
  func completion() throws {
    var learner = self.learner(try self.sample.course())
    let lessons = try self.sample.lessonsDone(&learner, at: self.now)
    _ = try learner.begin(self.sample.quiz, seed: 1)
    let failed = learner.record(score: 0.5, passMark: 0.7, of: self.sample.quiz, at: self.now)
    let passed = learner.record(score: 0.7, passMark: 0.7, of: self.sample.quiz, at: self.now)
    let again = learner.record(score: 1, passMark: 0.7, of: self.sample.quiz, at: self.now)

    #expect(!lessons.contains { if case .courseCompleted = $0 { true } else { false } })
    #expect(failed == [.gradeChanged(self.sample.quiz, grade: 0.5, maximum: 1)])
    #expect(
      passed == [
        .gradeChanged(self.sample.quiz, grade: 0.7, maximum: 1),
        .activityCompleted(self.sample.quiz),
        .courseCompleted(version: 1, percentage: 200.7 / 201),
      ])
    #expect(again == [.gradeChanged(self.sample.quiz, grade: 1, maximum: 1)])
    #expect(learner.completedAt == self.now)
  }

  @Test("full marks in every lesson complete nothing while a quiz is failed")
  func lessonsAreNotEnough() throws {
    var learner = self.learner(try self.sample.course())
    _ = try self.sample.lessonsDone(&learner)
    _ = learner.record(score: 0, passMark: 0.7, of: self.sample.quiz, at: self.now)

    #expect(learner.completedAt == nil)
    #expect(CourseProgress(learner).fraction == 2.0 / 3)
    #expect(CourseProgress(learner).lines.map(\.status) == [.completed, .completed, .failed])
  }

  @Test("a new version that asks for less completes the course when it is settled")
  func shorterCourse() throws {
    var before = self.learner(try self.sample.course())
    _ = try self.sample.lessonsDone(&before)
    let shorter = try self.sample.course(version: 2, without: [self.sample.quiz])
    var after = LearnerCourse(
      accountID: before.accountID, course: shorter, results: before.results)

    #expect(after.settle(at: self.now) == [.courseCompleted(version: 2, percentage: 1)])
    #expect(after.settle(at: self.now).isEmpty)
  }

  @Test("material added later takes nothing back, and is shown as new")
  func newMaterial() throws {
    var before = self.learner(try self.sample.course())
    _ = try self.sample.lessonsDone(&before)
    _ = before.record(score: 1, passMark: 0.7, of: self.sample.quiz, at: self.now)
    let more = Activity(
      id: UUID(), title: "More", content: .lesson(try Lesson(slides: ["m"], checks: [])))
    let longer = try self.sample.course(version: 2, adding: [more])
    var after = LearnerCourse(
      accountID: before.accountID, course: longer, results: before.results,
      completedAt: before.completedAt)

    #expect(after.settle(at: self.now).isEmpty)
    #expect(CourseProgress(after).fraction == 1)
    #expect(CourseProgress(after).hasNewMaterial)
    #expect(CourseProgress(after).next?.activity == more)
    #expect(CourseProgress(before).next == nil)
    #expect(CourseProgress(self.learner(longer)).next == nil)
    _ = try after.visit("m", of: more.id, at: self.now)
    #expect(!CourseProgress(after).hasNewMaterial)
    #expect(after.completedAt == before.completedAt)
  }

  @Test("attempts end with those allowed")
  func attempts() throws {
    var learner = self.learner(try self.sample.course(attempts: 2))

    #expect(try learner.begin(self.sample.quiz, seed: 1).number == 1)
    #expect(try learner.begin(self.sample.quiz, seed: 2).number == 2)
    #expect(throws: StudyRefusal.noAttemptsLeft) {
      _ = try learner.begin(self.sample.quiz, seed: 3)
    }
  }

  @Test("what the course does not have is refused and changes nothing")
  func refusals() throws {
    var learner = self.learner(try self.sample.course())
    let before = learner

    #expect(throws: StudyRefusal.activity) { _ = try learner.visit("a", of: UUID(), at: self.now) }
    #expect(throws: StudyRefusal.activity) {
      _ = try learner.visit("a", of: self.sample.quiz, at: self.now)
    }
    #expect(throws: StudyRefusal.activity) { _ = try learner.begin(self.sample.first, seed: 1) }
    #expect(throws: StudyRefusal.slide("z")) {
      _ = try learner.visit("z", of: self.sample.first, at: self.now)
    }
    #expect(throws: StudyRefusal.question("c9")) {
      _ = try learner.answer(["right"], to: "c9", of: self.sample.first, at: self.now)
    }
    #expect(throws: StudyRefusal.choice(.option("maybe"))) {
      _ = try learner.answer(["maybe"], to: "c1", of: self.sample.first, at: self.now)
    }
    #expect(throws: StudyRefusal.nothingChosen) {
      _ = try learner.answer([], to: "c1", of: self.sample.first, at: self.now)
    }
    #expect(learner == before)
  }

  @Test(
    "whatever is done, the percentage is that of the table and never falls",
    arguments: UInt64(1)...100)
  func percentage(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var learner = self.learner(try self.sample.course())
    var before = 0.0
    var completions = 0
    for _ in 0..<60 {
      let events = try self.step(&learner, &random)
      completions += events.count { if case .courseCompleted = $0 { true } else { false } }

      let progress = CourseProgress(learner)
      let done = progress.lines.count { $0.status == .completed }
      #expect(progress.fraction == Double(done) / 3)
      #expect(progress.fraction ?? -1 >= before)
      before = progress.fraction ?? -1
      #expect((done == 3) == (learner.completedAt != nil))
    }
    #expect(completions == (learner.completedAt == nil ? 0 : 1))
  }

  private func step(
    _ learner: inout LearnerCourse, _ random: inout SplitMix64
  ) throws -> [ProgressEvent] {
    switch random.number(below: 4) {
    case 0:
      let slide = ["a", "b", "c"][random.number(below: 3)]
      return try learner.visit(slide, of: self.sample.first, at: self.now)
    case 1:
      let slide = ["x", "y"][random.number(below: 2)]
      return try learner.visit(slide, of: self.sample.second, at: self.now)
    case 2:
      let check = ["c1", "c2"][random.number(below: 2)]
      let chosen = ["right", "wrong"][random.number(below: 2)]
      return try learner.answer([chosen], to: check, of: self.sample.first, at: self.now)
    default:
      let score = Double(random.number(below: 11)) / 10
      return learner.record(
        score: score, passMark: 0.7, of: self.sample.quiz, at: self.now)
    }
  }
}
