package import Foundation

/// One learner in one course: what they did, what that completes, and what others must hear of it.
/// Each step returns the events it made true.
package struct LearnerCourse: Sendable, Equatable {
  package let accountID: UUID
  package let course: Course
  /// By activity, also of activities that the course no longer has.
  package internal(set) var results: [UUID: ActivityResult]
  /// What tutors decided, by activity.
  package internal(set) var decisions: [UUID: StandingDecision]
  /// When the course was completed; never taken back.
  package private(set) var completedAt: Date?

  package init(
    accountID: UUID, course: Course, results: [UUID: ActivityResult] = [:],
    decisions: [UUID: StandingDecision] = [:], completedAt: Date? = nil
  ) {
    self.accountID = accountID
    self.course = course
    self.results = results
    self.decisions = decisions
    self.completedAt = completedAt
  }

  /// A slide of a lesson came on screen.
  package mutating func visit(
    _ slide: String, of id: UUID, at now: Date
  ) throws(StudyRefusal) -> [ProgressEvent] {
    let lesson = try self.lesson(id)
    var progress = self.lessonProgress(id)
    try progress.visit(slide, in: lesson)
    return self.keep(progress, in: lesson, of: id, at: now)
  }

  /// A check question of a lesson was answered.
  package mutating func answer(
    _ chosen: Set<String>, to check: String, of id: UUID, at now: Date
  ) throws(StudyRefusal) -> [ProgressEvent] {
    let lesson = try self.lesson(id)
    var progress = self.lessonProgress(id)
    try progress.answer(chosen, to: check, in: lesson)
    return self.keep(progress, in: lesson, of: id, at: now)
  }

  /// Draws the questions of a further attempt.
  ///
  /// - Returns: the attempt, its number from 1, and the mark that passes it.
  package mutating func begin(
    _ id: UUID, seed: UInt64
  ) throws(StudyRefusal) -> (attempt: QuizAttempt, number: Int, passMark: Double) {
    let quiz = try self.quiz(id)
    let (begun, best) = self.quizWork(id)
    guard quiz.allowsAttempt(after: begun) else { throw .noAttemptsLeft }
    guard let attempt = try? QuizAttempt(pool: quiz.pool, drawing: quiz.draw, seed: seed)
    else { throw .activity }
    self.results[id, default: ActivityResult(work: .quiz(attempts: 0, best: nil))].work =
      .quiz(attempts: begun + 1, best: best)
    return (attempt, begun + 1, quiz.passMark)
  }

  /// An attempt at a quiz was finished. The best one counts, and the pass mark is the one the attempt
  /// began with.
  package mutating func record(
    score: Double, passMark: Double, of id: UUID, at now: Date
  ) -> [ProgressEvent] {
    var events: [ProgressEvent] = []
    let (begun, best) = self.quizWork(id)
    var result = self.results[id] ?? ActivityResult(work: .quiz(attempts: begun, best: best))
    let before = self.grade(of: id)
    if score > best ?? -1 {
      result.work = .quiz(attempts: begun, best: score)
      result.grade = score
      self.results[id] = result
      events += self.graded(id, from: before)
    }
    if score >= passMark, result.completedAt == nil {
      result.completedAt = now
      events.append(.activityCompleted(id))
    }
    self.results[id] = result
    return events + self.settle(at: now)
  }

  /// Completes what the results at hand complete. Done after each step, and for every learner when a
  /// new version of the course is published: it may ask for less than the version before.
  package mutating func settle(at now: Date) -> [ProgressEvent] {
    var events: [ProgressEvent] = []
    for activity in self.course.activities {
      guard let result = self.results[activity.id], result.completedAt == nil,
        PassRule.isMet(in: activity, by: result.work)
          || PassRule.isMet(in: activity, by: self.decisions[activity.id])
      else { continue }
      self.results[activity.id]?.completedAt = now
      events.append(.activityCompleted(activity.id))
    }
    guard self.completedAt == nil, PassRule.isMet(in: self.course, by: self.results)
    else { return events }
    self.completedAt = now
    let percentage = GradeReport(self, for: .tutor).total.percentage
    return events + [.courseCompleted(version: self.course.version, percentage: percentage ?? 0)]
  }

  private mutating func keep(
    _ progress: LessonProgress, in lesson: Lesson, of id: UUID, at now: Date
  ) -> [ProgressEvent] {
    var result = self.results[id] ?? ActivityResult(work: .lesson(progress))
    let before = self.grade(of: id)
    result.work = .lesson(progress)
    result.grade = progress.grade(in: lesson)
    self.results[id] = result
    return self.graded(id, from: before) + self.settle(at: now)
  }
}

extension LearnerCourse {
  /// The lesson with this id.
  package func lesson(_ id: UUID) throws(StudyRefusal) -> Lesson {
    guard case .lesson(let lesson) = self.course.activity(id)?.content else { throw .activity }
    return lesson
  }

  /// The quiz with this id.
  package func quiz(_ id: UUID) throws(StudyRefusal) -> Quiz {
    guard case .quiz(let quiz) = self.course.activity(id)?.content else { throw .activity }
    return quiz
  }

  /// What was done in a lesson; nothing when it was never opened.
  package func lessonProgress(_ id: UUID) -> LessonProgress {
    guard case .lesson(let progress) = self.results[id]?.work else { return LessonProgress() }
    return progress
  }

  private func quizWork(_ id: UUID) -> (begun: Int, best: Double?) {
    guard case .quiz(let begun, let best) = self.results[id]?.work else { return (0, nil) }
    return (begun, best)
  }
}
