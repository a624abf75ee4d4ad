import Authentication
import Foundation
import Postgres
import RowScopes
import TestSupport
import Testing

@testable import progress

@Suite("What the database shows to a call")
struct ScopeTests {
  @Test("is walled in every table but those of courses, which are the same for everybody")
  func walls() async throws {
    try await withTestDatabase(service: "Progress") { pool in
      let open = try await OpenRelations(pool)
      let published = "what was published: read once for all learners and kept in memory"
      let reasons = OpenRelations.ofEveryService.merging([
        "course_versions": published, "courses": published, "activities": published,
        "answer_keys": published,
      ]) { $1 }

      #expect(open.tables == Set(reasons.keys))
      #expect(open.views == [])
    }
  }

  @Test("is nothing without a scope, which writes nothing either")
  func closed() async throws {
    try await withTestDatabase(service: "Progress") { pool in
      let graph = ScopeGraph(seed: 1)
      try await pool.transaction { try await graph.insert($0) }

      for table in ScopeGraph.tables {
        let select: PostgresQuery = "select 1 as one from \(unsafeSQL: table)"
        let delete: PostgresQuery = "delete from \(unsafeSQL: table)"
        #expect(try await pool.query(select).count == graph.parts.count)
        let seen = try await PostgresScope.$current.withValue(nil) {
          try await pool.query(select).count
        }
        #expect(seen == 0, "\(table)")
        guard table != "grade_changes" else { continue }
        let removed = try await PostgresScope.$current.withValue(nil) {
          try await pool.execute(delete)
        }
        #expect(removed == 0, "\(table)")
      }
    }
  }

  @Test("is what the service's own rule says, in 200 graphs of learners, tutors and roles")
  func graphs() async throws {
    try await withTestDatabase(service: "Progress") { pool in
      for seed in 1...200 {
        let graph = ScopeGraph(seed: UInt64(seed))
        struct Undone: Error {}
        await #expect(throws: Undone.self) {
          try await pool.transaction { connection in
            try await graph.insert(connection)
            for caller in graph.callers {
              try await connection.enter(PostgresScope(caller))
              try await Self.checkReading(graph, caller, connection)
              try await Self.checkWriting(graph, caller, connection)
            }
            throw Undone()
          }
        }
      }
    }
  }

  /// Compares what statements without any condition find with what the caller may see.
  private static func checkReading(
    _ graph: ScopeGraph, _ caller: Principal, _ connection: PostgresConnection
  ) async throws {
    let seen = graph.ids { $0.account == caller.accountID || graph.tutors(caller, $0.course) }
    for statement: PostgresQuery in [
      "select enrolment_id as id from enrolments", "select progress_id as id from course_results",
      "select activity_id as id from activity_results", "select attempt_id as id from attempts",
      "select attempt_id as id from attempt_questions",
      "select activity_id as id from grade_decisions",
    ] {
      #expect(try await self.ids(statement, connection) == seen, "\(statement.sql)")
    }
    let changes = try await self.ids("select activity_id as id from grade_changes", connection)
    #expect(changes == seen.union(graph.ids { $0.actor == caller.accountID }))
  }

  /// The same of what they change.
  private static func checkWriting(
    _ graph: ScopeGraph, _ caller: Principal, _ connection: PostgresConnection
  ) async throws {
    let own = graph.ids { $0.account == caller.accountID }
    let tutored = graph.ids { graph.tutors(caller, $0.course) }
    for (statement, changed) in [
      ("update enrolments set active = true returning enrolment_id as id", []),
      ("update course_results set version = 1 returning progress_id as id", own.union(tutored)),
      ("update activity_results set attempts = 1 returning activity_id as id", own.union(tutored)),
      ("update attempts set seed = 1 returning attempt_id as id", own),
      ("update attempt_questions set sequence = 1 returning attempt_id as id", own),
      (
        "update grade_decisions set version = 2 returning activity_id as id",
        tutored.subtracting(own)
      ),
      ("delete from enrolments returning enrolment_id as id", []),
      ("delete from attempt_questions returning attempt_id as id", []),
      ("delete from attempts returning attempt_id as id", []),
      ("delete from grade_decisions returning activity_id as id", []),
    ] as [(PostgresQuery, Set<UUID>)] {
      #expect(try await self.ids(statement, connection) == changed, "\(statement.sql)")
    }
  }

  private static func ids(
    _ statement: PostgresQuery, _ connection: PostgresConnection
  ) async throws -> Set<UUID> {
    Set(try await connection.query(statement).map { try $0.decode(UUID.self, "id") })
  }

  @Test("takes new rows of one's own, and of tutors what they decide about others in their course")
  func additions() async throws {
    try await withTestDatabase(service: "Progress") { pool in
      let (tutor, learner, course, other) = (UUID(), UUID(), UUID(), UUID())
      try await pool.transaction { connection in
        try await connection.query(
          "insert into enrolments values (\(tutor), \(course), 'tutor', true, \(UUID()), 1, now())")
      }
      func part(_ account: UUID, _ course: UUID) -> ScopeGraph.Part {
        .init(account: account, course: course, isTutor: false, isActive: true, actor: tutor)
      }
      let (theirs, elsewhere) = (part(learner, course), part(learner, other))
      let own = part(tutor, course)

      for (caller, part, expected) in [
        (tutor, theirs, [true, false, true, true]),
        (tutor, elsewhere, [false, false, false, false]),
        (tutor, own, [true, true, false, false]), (learner, theirs, [true, true, false, false]),
      ] {
        let principal = ScopeGraph.principal(caller)
        let passed = [
          await Self.passes(pool, principal) { try await part.insertResult($0) },
          await Self.passes(pool, principal) { try await part.insertAttempt($0) },
          await Self.passes(pool, principal) { try await part.insertDecision($0) },
          await Self.passes(pool, principal) { try await part.insertChange(by: caller, $0) },
        ]
        #expect(passed == expected)
      }
      let borrowed = await Self.passes(pool, ScopeGraph.principal(tutor)) {
        try await theirs.insertChange(by: UUID(), $0)
      }
      #expect(!borrowed)
    }
  }

  /// Whether the caller's transaction, which is undone, breaks no policy.
  private static func passes(
    _ pool: PostgresPool, _ caller: Principal,
    _ body: @escaping @Sendable (PostgresConnection) async throws -> Void
  ) async -> Bool {
    struct Undone: Error {}
    do {
      try await PostgresScope(caller).run {
        try await pool.transaction { connection in
          try await body(connection)
          throw Undone()
        }
      }
    } catch is Undone {
      return true
    } catch let error as PostgresError where error.sqlState == SQLState(rawValue: "42501") {
      return false
    } catch {
      Issue.record("\(error)")
    }
    return false
  }
}
