import Foundation
import Postgres
import ProgressDomain

extension ProgressStore {
  /// Locks the account's row of the course and reads what is there once it is locked.
  ///
  /// - Throws: ``StudyRefusal/notEnrolled``.
  func lock(
    _ accountID: UUID, in courseID: UUID, _ connection: PostgresConnection
  ) async throws -> LockedLearner {
    let rows = try await connection.query(
      """
      select r.progress_id, r.version from course_results r
      join enrolments e on e.account_id = r.account_id and e.course_id = r.course_id
      where r.account_id = \(accountID) and r.course_id = \(courseID) and e.active
      for update of r
      """)
    guard let row = rows.first,
      let learner = try await self.read(accountID, courseID, from: connection).first
    else { throw StudyRefusal.notEnrolled }
    return LockedLearner(
      progressID: try row.decode(UUID.self, "progress_id"),
      version: try row.decode(Int64.self, "version"), before: learner, learner: learner)
  }

  /// Writes what differs from before, and announces the events.
  func keep(
    _ locked: LockedLearner, _ events: [ProgressEvent], at now: Date,
    in connection: PostgresConnection
  ) async throws {
    let (before, after) = (locked.before, locked.learner)
    for (id, result) in after.results where before.results[id] != result {
      try await self.keep(result, of: id, after, in: connection)
    }
    guard !events.isEmpty else { return }
    try await connection.query(
      """
      update course_results
      set version = version + \(events.count), completed_at = \(after.completedAt)
      where account_id = \(after.accountID) and course_id = \(after.course.id)
      """)
    try await self.announce(
      Announcement(
        accountID: after.accountID, courseID: after.course.id, progressID: locked.progressID,
        version: locked.version, events: events, time: now), connection)
  }

  private func keep(
    _ result: ActivityResult, of id: UUID, _ learner: LearnerCourse,
    in connection: PostgresConnection
  ) async throws {
    let row = ActivityRow(result.work)
    try await connection.query(
      """
      insert into activity_results (account_id, course_id, activity_id, kind, slide, seen, checks,
        attempts, best, grade, completed_at)
      values (\(learner.accountID), \(learner.course.id), \(id), \(row.kind), \(row.lesson.slide),
        \(row.lesson.seen.sorted()), \(CheckAnswersText.write(row.lesson.answers)),
        \(row.attempts), \(row.best), \(result.grade), \(result.completedAt))
      on conflict (account_id, course_id, activity_id) do update
      set kind = excluded.kind, slide = excluded.slide, seen = excluded.seen,
        checks = excluded.checks, attempts = excluded.attempts, best = excluded.best,
        grade = excluded.grade, completed_at = excluded.completed_at
      """)
  }
}

/// The columns of activity_results that depend on the kind of activity.
private struct ActivityRow {
  let kind: String
  let lesson: LessonProgress
  let attempts: Int
  let best: Double?

  init(_ work: ActivityResult.Work) {
    switch work {
    case .lesson(let progress):
      (self.kind, self.lesson, self.attempts, self.best) = ("lesson", progress, 0, nil)
    case .quiz(let attempts, let best):
      (self.kind, self.lesson, self.attempts, self.best) =
        ("quiz", LessonProgress(), attempts, best)
    }
  }
}
