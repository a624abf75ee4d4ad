package import Foundation

/// An attempt with what is known about it beside its questions.
package struct AttemptRecord: Sendable, Equatable {
  package let id: UUID
  package let accountID: UUID
  package let courseID: UUID
  package let activityID: UUID
  /// From 1.
  package let number: Int
  /// The course's version whose questions it holds.
  package let courseVersion: Int64
  /// The part of the marks that passes it, as when it began.
  package let passMark: Double
  package let startedAt: Date
  package var finishedAt: Date?
  package var attempt: QuizAttempt

  package init(
    id: UUID, accountID: UUID, courseID: UUID, activityID: UUID, number: Int,
    courseVersion: Int64, passMark: Double, startedAt: Date, finishedAt: Date? = nil,
    attempt: QuizAttempt
  ) {
    self.id = id
    self.accountID = accountID
    self.courseID = courseID
    self.activityID = activityID
    self.number = number
    self.courseVersion = courseVersion
    self.passMark = passMark
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.attempt = attempt
  }

  /// Whether the score reaches the pass mark; false while the attempt is open.
  package var isPassed: Bool { self.attempt.score.map { $0 >= self.passMark } ?? false }
}
