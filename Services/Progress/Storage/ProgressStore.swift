import Foundation
import Postgres
import ProgressDomain

/// What learners did, in PostgreSQL. A change locks the learner's row of the course, so that the
/// steps of one learner in one course happen one after the other, on however many devices; what it
/// made true goes to the outbox in the same transaction.
struct ProgressStore: Sendable {
  let pool: PostgresPool
  let courses: CourseStore
  /// Writes events to the outbox of the transaction.
  let announce: @Sendable (Announcement, PostgresConnection) async throws -> Void

  init(
    pool: PostgresPool, courses: CourseStore = CourseStore(),
    announce: @escaping @Sendable (Announcement, PostgresConnection) async throws -> Void
  ) {
    self.pool = pool
    self.courses = courses
    self.announce = announce
  }

  /// Every course the account is enrolled in, by one statement.
  func learner(_ accountID: UUID) async throws -> [LearnerCourse] {
    try await self.read(accountID, from: self.pool)
  }

  /// One course of the account.
  ///
  /// - Throws: ``StudyRefusal/notEnrolled``.
  func learner(_ accountID: UUID, in courseID: UUID) async throws -> LearnerCourse {
    guard let found = try await self.read(accountID, courseID, from: self.pool).first else {
      throw StudyRefusal.notEnrolled
    }
    return found
  }

  /// Changes one course of the account; `change` returns the events it made true.
  ///
  /// - Throws: ``StudyRefusal/notEnrolled``, and what `change` throws; nothing is changed then.
  func update<Outcome: Sendable>(
    _ accountID: UUID, in courseID: UUID, at now: Date,
    _ change: @Sendable (inout LearnerCourse) throws -> (Outcome, [ProgressEvent])
  ) async throws -> (outcome: Outcome, learner: LearnerCourse) {
    try await self.pool.transaction { connection in
      var locked = try await self.lock(accountID, in: courseID, connection)
      let (outcome, events) = try change(&locked.learner)
      try await self.keep(locked, events, at: now, in: connection)
      return (outcome, locked.learner)
    }
  }
}

/// Events of one learner in one course, in order.
struct Announcement: Sendable {
  let accountID: UUID
  let courseID: UUID
  /// The aggregate.
  let progressID: UUID
  /// The aggregate's version before them.
  let version: Int64
  let events: [ProgressEvent]
  let time: Date
}

/// A learner's course whose row is locked until the transaction ends.
struct LockedLearner: Sendable {
  let progressID: UUID
  let version: Int64
  let before: LearnerCourse
  var learner: LearnerCourse
}
