package import Foundation

/// Something a learner reached in a course.
package enum ProgressEvent: Sendable, Equatable {
  /// A lesson or a quiz became complete.
  case activityCompleted(UUID)
  /// An activity has other points than before; nil when it has none any more.
  case gradeChanged(UUID, grade: Double?, maximum: Double)
  /// Every activity is complete; once for a learner and a course.
  case courseCompleted(version: Int64, percentage: Double)
}
