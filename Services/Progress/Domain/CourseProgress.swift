package import Foundation

/// How far a learner is in a course: the percentage and the table that explains it.
package struct CourseProgress: Sendable, Equatable {
  /// One line of the table, with what is needed and what is there.
  package struct Line: Sendable, Equatable {
    package let activity: Activity
    package let status: ActivityStatus
    /// Slides of the lesson as published now that were seen.
    package let slidesSeen: Int
    /// Check questions of the lesson as published now that were answered.
    package let checksAnswered: Int
    package let attempts: Int
    /// Best finished attempt, 0 to 1.
    package let best: Double?
    package let completedAt: Date?
  }

  package let courseID: UUID
  /// A line for each activity, in the author's order.
  package let lines: [Line]
  package let completedAt: Date?

  package init(course: Course, results: [UUID: ActivityResult], completedAt: Date?) {
    self.courseID = course.id
    self.lines = course.activities.map { Line(activity: $0, result: results[$0.id]) }
    self.completedAt = completedAt
  }

  package init(_ learner: LearnerCourse) {
    self.init(
      course: learner.course, results: learner.results, completedAt: learner.completedAt)
  }

  /// Completed lines of all, 0 to 1; nil when there are none; 1 for good once the course was
  /// completed.
  package var fraction: Double? {
    guard !self.lines.isEmpty else { return nil }
    guard self.completedAt == nil else { return 1 }
    let done = self.lines.count { $0.status == .completed }
    return Double(done) / Double(self.lines.count)
  }

  /// Where to go on: the first line still open, once something was begun.
  package var next: Line? {
    guard self.lines.contains(where: { $0.status != .notStarted }) else { return nil }
    return self.lines.first { $0.status != .completed }
  }

  /// Whether the completed course has got material since that is still open.
  package var hasNewMaterial: Bool {
    self.completedAt != nil && self.lines.contains { $0.status != .completed }
  }
}

/// How far an activity is.
package enum ActivityStatus: Sendable, Equatable {
  /// Nothing was done yet.
  case notStarted
  /// Begun, not complete.
  case started
  case completed
  /// A quiz was finished, and no attempt has reached the pass mark.
  case failed
}

extension CourseProgress.Line {
  init(activity: Activity, result: ActivityResult?) {
    self.activity = activity
    self.completedAt = result?.completedAt
    switch (activity.content, result?.work) {
    case (.lesson(let lesson), .lesson(let progress)):
      self.slidesSeen = lesson.slides.count { progress.seen.contains($0) }
      self.checksAnswered = lesson.checks.count { progress.answers[$0.id] != nil }
      (self.attempts, self.best) = (0, nil)
      self.status = result?.completedAt == nil ? .started : .completed
    case (.quiz, .quiz(let attempts, let best)):
      (self.slidesSeen, self.checksAnswered) = (0, 0)
      (self.attempts, self.best) = (attempts, best)
      let open: ActivityStatus = best == nil ? .started : .failed
      self.status = result?.completedAt == nil ? open : .completed
    case (.lesson, _), (.quiz, _):
      (self.slidesSeen, self.checksAnswered, self.attempts, self.best) = (0, 0, 0, nil)
      self.status = result?.completedAt == nil ? .notStarted : .completed
    }
  }
}
