import Foundation
import Postgres

/// All rows that are kept of one person.
struct PersonalRows: Sendable {
  /// What was done in one activity.
  struct Activity: Sendable {
    let course: UUID
    let activity: UUID
    let kind: String
    let seen: [String]
    let checks: String
    let grade: Double?
    let completedAt: Date?
  }

  /// One attempt at a quiz, with its answers.
  struct Attempt: Sendable {
    let course: UUID
    let activity: UUID
    let number: Int
    let startedAt: Date
    let finishedAt: Date?
    let score: Double?
    let answers: String
  }

  /// A decision about a grade, of the person or by the person.
  struct Decision: Sendable {
    let course: UUID
    let activity: UUID
    /// Whether the person made it; otherwise it is about their grade.
    let isTheirs: Bool
    let changedAt: Date
    let grade: Double?
    let feedback: String
    let reason: String
  }

  let pool: PostgresPool

  /// Decisions about the person's grades and those the person made about others', who are not named.
  func decisions(of account: UUID) async throws -> [Decision] {
    try await self.pool.query(
      """
      select course_id, activity_id, account_id <> \(account) as theirs, changed_at, grade_after,
        feedback_after, reason
      from grade_changes where account_id = \(account) or actor_id = \(account)
      order by changed_at, course_id, activity_id, version
      """
    ).map { row in
      Decision(
        course: try row.decode(UUID.self, "course_id"),
        activity: try row.decode(UUID.self, "activity_id"),
        isTheirs: try row.decode(Bool.self, "theirs"),
        changedAt: try row.decode(Date.self, "changed_at"),
        grade: try row.decode(Double?.self, "grade_after"),
        feedback: try row.decode(String.self, "feedback_after"),
        reason: try row.decode(String.self, "reason"))
    }
  }

  func activities(of account: UUID) async throws -> [Activity] {
    try await self.pool.query(
      """
      select course_id, activity_id, kind, seen, checks::text as checks, grade, completed_at
      from activity_results where account_id = \(account) order by course_id, activity_id
      """
    ).map { row in
      Activity(
        course: try row.decode(UUID.self, "course_id"),
        activity: try row.decode(UUID.self, "activity_id"),
        kind: try row.decode(String.self, "kind"), seen: try row.decode([String].self, "seen"),
        checks: try row.decode(String.self, "checks"),
        grade: try row.decode(Double?.self, "grade"),
        completedAt: try row.decode(Date?.self, "completed_at"))
    }
  }

  func attempts(of account: UUID) async throws -> [Attempt] {
    try await self.pool.query(
      """
      select a.course_id, a.activity_id, a.number, a.started_at, a.finished_at, a.score,
        (select string_agg(q.question_id || ': ' || array_to_string(q.chosen, '+'), ', '
          order by q.position) from attempt_questions q where q.attempt_id = a.attempt_id)
          as answers
      from attempts a where a.account_id = \(account) order by a.started_at, a.attempt_id
      """
    ).map { row in
      Attempt(
        course: try row.decode(UUID.self, "course_id"),
        activity: try row.decode(UUID.self, "activity_id"),
        number: try row.decode(Int.self, "number"),
        startedAt: try row.decode(Date.self, "started_at"),
        finishedAt: try row.decode(Date?.self, "finished_at"),
        score: try row.decode(Double?.self, "score"),
        answers: try row.decode(String?.self, "answers") ?? "")
    }
  }
}
