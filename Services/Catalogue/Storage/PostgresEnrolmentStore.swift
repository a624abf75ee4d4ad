internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// Who takes part in what.
struct PostgresEnrolmentStore: Sendable {
  let pool: PostgresPool
  let record: EventRecorder
  let newID: @Sendable () -> UUID

  /// Enrols an account the store knows, or changes its role, and tells it if anything changed.
  func enrol(
    _ account: UUID, in course: UUID, as role: CourseRole, at now: Date
  ) async throws -> Enrolment {
    try await self.pool.transaction { connection in
      try await connection.query(
        """
        insert into enrolments (id, course_id, account_id, role, active, version, since)
        values (\(self.newID()), \(course), \(account), \(role.rawValue), false, 0, \(now))
        on conflict (account_id, course_id) do nothing
        """)
      guard var enrolment = try await self.locked(account, in: course, connection) else {
        throw PostgresDecodingGap.enrolmentVanished
      }
      if enrolment.begin(as: role, at: now) {
        try await self.save(enrolment, at: now, in: connection)
      }
      return enrolment
    }
  }

  /// Ends an enrolment and tells it; nothing to do when there is none.
  func unenrol(_ account: UUID, from course: UUID, at now: Date) async throws {
    try await self.pool.transaction { connection in
      guard var enrolment = try await self.locked(account, in: course, connection) else { return }
      if enrolment.end() { try await self.save(enrolment, at: now, in: connection) }
    }
  }

  /// Sets or takes away the day by which a participant should have completed the course; nil when the account takes
  /// no part in it.
  func fallDue(
    _ account: UUID, in course: UUID, on day: DueDate?
  ) async throws -> Enrolment? {
    try await self.pool.transaction { connection in
      guard var enrolment = try await self.locked(account, in: course, connection),
        enrolment.active
      else { return nil }
      enrolment.fallDue(on: day)
      try await self.write(enrolment, in: connection)
      return enrolment
    }
  }

  private func locked(
    _ account: UUID, in course: UUID, _ connection: PostgresConnection
  ) async throws -> Enrolment? {
    try await connection.query(
      """
      select id, role, active, version, since, due_on::text as due_on from enrolments
      where account_id = \(account) and course_id = \(course) for update
      """
    ).first.map { row in
      guard let role = try PostgresCourseStore.role(row) else {
        throw PostgresDecodingGap.unknownRole
      }
      return Enrolment(
        id: try row.decode(UUID.self, "id"), course: course, account: account, role: role,
        active: try row.decode(Bool.self, "active"),
        version: try row.decode(Int64.self, "version"), since: try row.decode(Date.self, "since"),
        dueOn: try row.decode(String?.self, "due_on").map(DueDate.init(stored:)))
    }
  }

  private func save(
    _ enrolment: Enrolment, at now: Date, in connection: PostgresConnection
  ) async throws {
    try await self.write(enrolment, in: connection)
    try await self.record(.enrolmentChanged(enrolment), at: now, in: connection)
  }

  private func write(_ enrolment: Enrolment, in connection: PostgresConnection) async throws {
    try await connection.query(
      """
      update enrolments set role = \(enrolment.role.rawValue), active = \(enrolment.active),
        version = \(enrolment.version), since = \(enrolment.since),
        due_on = \(enrolment.dueOn?.text)
      where id = \(enrolment.id)
      """)
  }
}

/// Rows that contradict the schema; a fault of ours, not of the caller.
enum PostgresDecodingGap: Error {
  case enrolmentVanished
  case unknownRole
}
