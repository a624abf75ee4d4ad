import Authentication
import CatalogueDomain
import Foundation
import Postgres
import RowScopes
import TestSupport
import Testing

@testable import catalogue

@Suite("What the database shows to a call")
struct ScopeTests {
  @Test("is walled in every table but one that counts")
  func walls() async throws {
    try await withTestDatabase(service: "Catalogue") { pool in
      let open = try await OpenRelations(pool)
      let reasons = OpenRelations.ofEveryService.merging([
        "categories_version": "counts the changes of categories"
      ]) { $1 }

      #expect(open.tables == Set(reasons.keys))
      #expect(open.views == ["course_tutors", "participants"])
      #expect(open.writableViews == [])
    }
  }

  @Test("is nothing of people and content without a scope, which writes nothing either")
  func closed() async throws {
    try await withTestDatabase(service: "Catalogue") { pool in
      let graph = ScopeGraph(seed: 5)
      try await pool.transaction { try await graph.insert($0) }

      for table in ScopeGraph.tables + ["course_tutors", "participants"] {
        let select: PostgresQuery = "select 1 as one from \(unsafeSQL: table)"
        #expect(try await !pool.query(select).isEmpty, "\(table)")
        let seen = try await PostgresScope.$current.withValue(nil) {
          try await pool.query(select).count
        }
        #expect(seen == 0, "\(table)")
      }
      for table in ScopeGraph.tables + ["courses", "activities", "categories"] {
        let removed = try await PostgresScope.$current.withValue(nil) {
          try await pool.execute("delete from \(unsafeSQL: table)")
        }
        #expect(removed == 0, "\(table)")
      }
      // What the front page counts.
      let told = try await PostgresScope.$current.withValue(nil) {
        try await pool.query("select id from courses").count
      }
      #expect(told == graph.courses.count)
    }
  }

  @Test("is what the service's own rule says, in 200 graphs of people, administrations and roles")
  func graphs() async throws {
    try await withTestDatabase(service: "Catalogue") { pool in
      for seed in 1...200 {
        let graph = ScopeGraph(seed: UInt64(seed))
        struct Undone: Error {}
        await #expect(throws: Undone.self) {
          try await pool.transaction { connection in
            try await graph.insert(connection)
            for caller in graph.callers {
              try await connection.enter(PostgresScope(caller))
              try await Self.checkPeople(graph, caller, connection)
              try await Self.checkContent(graph, caller, connection)
              try await Self.checkWriting(graph, caller, connection)
            }
            throw Undone()
          }
        }
      }
    }
  }

  /// Compares what statements without any condition find of people with what the caller may see.
  private static func checkPeople(
    _ graph: ScopeGraph, _ caller: Principal, _ connection: PostgresConnection
  ) async throws {
    let own = caller.accountID
    let people = graph.people.filter { $0.id == own || graph.mayEnrol($0, caller) }
    let parts = graph.parts.filter { part in
      part.account.id == own
        || graph.access(caller, part.course).enrols.includes(part.account.administration)
    }
    let listed = graph.parts.filter { graph.lists($0, caller) }
    let tutors = graph.parts.filter { $0.isActive && $0.role == .tutor }

    let found = try await Self.ids("select account_id as id from people", connection)
    #expect(found.sorted() == people.map(\.id).sorted())
    let enrolments = try await Self.ids("select id from enrolments", connection)
    #expect(enrolments.sorted() == parts.map(\.id).sorted())
    let participants = try await Self.ids("select account_id as id from participants", connection)
    #expect(participants.sorted() == listed.map(\.account.id).sorted())
    let told = try await Self.ids("select account_id as id from course_tutors", connection)
    #expect(told.sorted() == tutors.map(\.account.id).sorted())
    let stars = try await Self.ids("select account_id as id from stars", connection)
    let handles = CourseAccess.handlesEveryCourse(caller.siteRoles)
    #expect(stars.sorted() == (handles ? graph.people.map(\.id).sorted() : [own]))
  }

  /// The same of what activities hold and of documents.
  private static func checkContent(
    _ graph: ScopeGraph, _ caller: Principal, _ connection: PostgresConnection
  ) async throws {
    let content = graph.courses.filter { graph.access(caller, $0).seesContent }
    let found = try await Self.ids("select course_id as id from activity_versions", connection)
    #expect(found.sorted() == content.sorted())
    let handles = CourseAccess.handlesEveryCourse(caller.siteRoles)
    let documents = try await Self.ids("select course_id as id from course_versions", connection)
    #expect(documents.sorted() == (handles ? graph.courses.sorted() : []))
  }

  /// The same of what they change.
  private static func checkWriting(
    _ graph: ScopeGraph, _ caller: Principal, _ connection: PostgresConnection
  ) async throws {
    let enrolled = graph.parts.filter {
      graph.access(caller, $0.course).enrols.includes($0.account.administration)
    }
    let handles = CourseAccess.handlesEveryCourse(caller.siteRoles)
    let changed = try await Self.ids(
      "update enrolments set version = version returning id", connection)
    #expect(changed.sorted() == enrolled.map(\.id).sorted())
    let courses = try await Self.ids("update courses set version = 1 returning id", connection)
    #expect(courses.sorted() == (handles ? graph.courses.sorted() : []))
    let categories = try await Self.ids(
      "update categories set position = 1 returning id", connection)
    #expect(
      categories.sorted() == (caller.has(.administrator) ? graph.courses.sorted() : []))
    for statement: PostgresQuery in [
      "update people set name = 'X' returning account_id as id",
      "update course_versions set document = '' returning course_id as id",
      "update activity_versions set title = '' returning course_id as id",
      "delete from enrolments returning id", "delete from people returning account_id as id",
      "delete from activity_versions returning course_id as id",
      "delete from course_versions returning course_id as id",
      "delete from activities returning id", "delete from courses returning id",
      "delete from categories returning id",
    ] {
      #expect(try await Self.ids(statement, connection) == [], "\(statement.sql)")
    }
  }

  private static func ids(
    _ statement: PostgresQuery, _ connection: PostgresConnection
  ) async throws -> [UUID] {
    try await connection.query(statement).map { try $0.decode(UUID.self, "id") }
  }

  @Test(
    "takes new parts from those who may enrol, versions from experts, and marks from their owners")
  func additions() async throws {
    try await withTestDatabase(service: "Catalogue") { pool in
      let graph = ScopeGraph(seed: 3)
      let (home, abroad) = (UUID(), UUID())
      let newcomers = [home, abroad].map { ScopeGraph.Somebody(id: UUID(), administration: $0) }
      try await pool.transaction { connection in
        try await graph.insert(connection)
        for person in newcomers {
          try await PostgresPeopleStore.keep(
            Person(
              id: person.id, username: "n", email: "n@customs.example", name: "N",
              administration: person.administration, language: "en", roles: []),
            version: 1, in: connection)
        }
      }
      let course = graph.courses[0]
      let caller = ScopeGraph.Somebody(id: UUID(), administration: home)
      for (roles, expected) in [
        ([], [false, false, false]), ([.tutor], [false, false, false]),
        ([.coordinator], [true, false, false]), ([.expert], [true, true, true]),
        ([.administrator], [true, true, true]),
      ] as [(Set<Role>, [Bool])] {
        let principal = ScopeGraph.principal(caller, roles)
        var passed: [Bool] = []
        for person in newcomers {
          passed.append(
            await Self.passes(pool, principal) {
              try await $0.query(
                """
                insert into enrolments (id, course_id, account_id, role, active, version, since)
                values (\(UUID()), \(course), \(person.id), 1, false, 0, now())
                """)
            })
        }
        passed.append(
          await Self.passes(pool, principal) {
            try await $0.query(
              "insert into course_versions values (\(course), 2, \(UUID()), now(), '')")
          })
        #expect(passed == expected, "\(roles)")
        let marks = await Self.passes(pool, principal) {
          try await $0.query("insert into stars values (\(newcomers[0].id), \(course))")
        }
        #expect(!marks)
      }
      let own = ScopeGraph.principal(newcomers[0])
      let marks = await Self.passes(pool, own) {
        try await $0.query("insert into stars values (\(newcomers[0].id), \(course))")
      }
      #expect(marks)
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
