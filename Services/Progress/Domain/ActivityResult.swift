package import Foundation

/// What a learner has in one activity, from their first step in it.
package struct ActivityResult: Sendable, Equatable {
  /// What was done.
  package enum Work: Sendable, Equatable {
    case lesson(LessonProgress)
    /// Attempts begun, and the best of those finished as a part of the whole.
    case quiz(attempts: Int, best: Double?)
  }

  package var work: Work
  /// Points, 0 to the activity's maximum; nil while nothing was graded.
  package var grade: Double?
  /// When it became complete; it stays complete when the course changes later.
  package var completedAt: Date?

  package init(work: Work, grade: Double? = nil, completedAt: Date? = nil) {
    self.work = work
    self.grade = grade
    self.completedAt = completedAt
  }
}
