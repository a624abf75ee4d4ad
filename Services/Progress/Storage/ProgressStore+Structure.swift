import Foundation
import Postgres
import ProgressDomain

extension ProgressStore {
  /// A version of a course was published: it is studied from now on, and completes what the results
  /// at hand complete. A version heard before, or superseded, changes nothing.
  func publish(_ course: Course, at now: Date, in connection: PostgresConnection) async throws {
    guard try await self.courses.publish(course, in: connection) else { return }
    let rows = try await connection.query(
      """
      select r.account_id from course_results r
      where r.course_id = \(course.id) and r.completed_at is null
        and exists (select from activity_results a
          where a.account_id = r.account_id and a.course_id = r.course_id)
      order by r.account_id
      for update of r
      """)
    for row in rows {
      try await self.settle(
        row.decode(UUID.self, "account_id"), in: course.id, at: now, connection)
    }
  }

  /// An enrolment began, changed or ended; what was heard late changes nothing. Results stay, also
  /// when it ends, and count again when it begins again.
  func enrol(_ enrolment: Enrolment, at now: Date, in connection: PostgresConnection) async throws {
    let (account, course) = (enrolment.accountID, enrolment.courseID)
    let changed = try await connection.query(
      """
      insert into enrolments as known (account_id, course_id, role, active, enrolment_id,
        enrolment_version, changed_at)
      values (\(account), \(course), \(enrolment.role.rawValue), \(enrolment.isActive),
        \(enrolment.id), \(enrolment.version), \(enrolment.changedAt))
      on conflict (account_id, course_id) do update
      set role = excluded.role, active = excluded.active, enrolment_id = excluded.enrolment_id,
        enrolment_version = excluded.enrolment_version, changed_at = excluded.changed_at
      where case when known.enrolment_id = excluded.enrolment_id
        then known.enrolment_version < excluded.enrolment_version
        else known.changed_at < excluded.changed_at end
      returning active
      """)
    guard !changed.isEmpty else { return }
    try await connection.query(
      """
      insert into course_results (account_id, course_id) values (\(account), \(course))
      on conflict (account_id, course_id) do nothing
      """)
    if enrolment.isActive { try await self.settle(account, in: course, at: now, connection) }
  }

  private func settle(
    _ accountID: UUID, in courseID: UUID, at now: Date, _ connection: PostgresConnection
  ) async throws {
    var locked: LockedLearner
    do { locked = try await self.lock(accountID, in: courseID, connection) } catch StudyRefusal
      .notEnrolled
    {
      return  // Their results count again when they are enrolled again.
    }
    let events = locked.learner.settle(at: now)
    try await self.keep(locked, events, at: now, in: connection)
  }
}
