import Foundation
import Postgres
import ProgressDomain

/// A decision of the history.
struct PastDecision: Sendable {
  let activityID: UUID
  let version: Int64
  let actorID: UUID
  let time: Date
  let reason: String
  let before: State
  let after: State

  /// The points that stood and what was decided about them.
  struct State: Sendable {
    let grade: Double?
    let isSetByTutor: Bool
    let isLocked: Bool
    let isHidden: Bool
    let isExcluded: Bool
    let feedback: String
  }
}

extension ProgressStore {
  /// Whether somebody tutors a course now.
  func isTutor(_ accountID: UUID, of courseID: UUID) async throws -> Bool {
    let rows = try await self.pool.query(
      """
      select course_id from enrolments
      where account_id = \(accountID) and course_id = \(courseID) and active and role = 'tutor'
      """)
    return !rows.isEmpty
  }

  /// Decides about an item of a learner, and keeps in the same transaction who did it and why.
  ///
  /// - Throws: ``StudyRefusal/notEnrolled``, and ``DecisionRefusal``; nothing is changed then.
  func decide(
    _ decision: GradeDecision, about activityID: UUID, of accountID: UUID, in courseID: UUID,
    seen: Int64, by actorID: UUID, because reason: String, at now: Date
  ) async throws {
    try await self.pool.transaction { connection in
      var locked = try await self.lock(accountID, in: courseID, connection)
      let (change, events) = try locked.learner.decide(
        decision, about: activityID, seen: seen, at: now)
      guard let change else { return }
      try await self.keep(change, of: locked.learner, in: connection)
      try await self.record(
        change, of: locked.learner, by: actorID, because: reason, at: now, in: connection)
      try await self.keep(locked, events, at: now, in: connection)
    }
  }

  /// The history of a learner's grades in a course, newest first.
  func decisions(_ accountID: UUID, in courseID: UUID) async throws -> [PastDecision] {
    try await self.pool.query(
      """
      select activity_id, version, actor_id, changed_at, reason, grade_before, grade_after, set_before,
        set_after, locked_before, locked_after, hidden_before, hidden_after, excluded_before,
        excluded_after, feedback_before, feedback_after
      from grade_changes where account_id = \(accountID) and course_id = \(courseID)
      order by changed_at desc, version desc limit 200
      """
    ).map { row in
      try PastDecision(
        activityID: row.decode(UUID.self, "activity_id"),
        version: row.decode(Int64.self, "version"), actorID: row.decode(UUID.self, "actor_id"),
        time: row.decode(Date.self, "changed_at"), reason: row.decode(String.self, "reason"),
        before: row.state("before"), after: row.state("after"))
    }
  }

  private func keep(
    _ change: GradeChange, of learner: LearnerCourse, in connection: PostgresConnection
  ) async throws {
    let decision = change.after.decision
    try await connection.query(
      """
      insert into grade_decisions (account_id, course_id, activity_id, version, grade, locked, frozen,
        hidden, excluded, feedback)
      values (\(learner.accountID), \(learner.course.id), \(change.activityID),
        \(change.after.version), \(decision.grade), \(decision.isLocked), \(change.after.frozen),
        \(decision.isHidden), \(decision.isExcluded), \(decision.feedback))
      on conflict (account_id, course_id, activity_id) do update
      set version = excluded.version, grade = excluded.grade, locked = excluded.locked,
        frozen = excluded.frozen, hidden = excluded.hidden, excluded = excluded.excluded,
        feedback = excluded.feedback
      """)
  }

  private func record(
    _ change: GradeChange, of learner: LearnerCourse, by actorID: UUID, because reason: String,
    at now: Date, in connection: PostgresConnection
  ) async throws {
    let (before, after) = (change.before, change.after.decision)
    try await connection.query(
      """
      insert into grade_changes (account_id, course_id, activity_id, version, actor_id, changed_at,
        reason, grade_before, grade_after, set_before, set_after, locked_before, locked_after,
        hidden_before, hidden_after, excluded_before, excluded_after, feedback_before, feedback_after)
      values (\(learner.accountID), \(learner.course.id), \(change.activityID),
        \(change.after.version), \(actorID), \(now), \(reason), \(change.gradeBefore),
        \(change.gradeAfter), \(before.grade != nil), \(after.grade != nil), \(before.isLocked),
        \(after.isLocked), \(before.isHidden), \(after.isHidden), \(before.isExcluded),
        \(after.isExcluded), \(before.feedback), \(after.feedback))
      """)
  }
}

extension PostgresRow {
  fileprivate func state(_ when: String) throws -> PastDecision.State {
    try PastDecision.State(
      grade: self.decode(Double?.self, "grade_\(when)"),
      isSetByTutor: self.decode(Bool.self, "set_\(when)"),
      isLocked: self.decode(Bool.self, "locked_\(when)"),
      isHidden: self.decode(Bool.self, "hidden_\(when)"),
      isExcluded: self.decode(Bool.self, "excluded_\(when)"),
      feedback: self.decode(String.self, "feedback_\(when)"))
  }
}
