import Authentication
import Foundation
import NotificationDomain
import Postgres
import RowScopes
import ServiceLifecycle
import TestSupport
import Testing

@testable import notification

@Suite("What the database shows to a call")
struct ScopeTests {
  @Test("is walled in every table but those whose rows are nobody's")
  func walls() async throws {
    try await withTestDatabase(service: "Notification") { pool in
      let open = try await OpenRelations(pool)
      let reasons = OpenRelations.ofEveryService.merging([
        "courses": "what was published, told to everybody",
        "mail_home": "which database this is",
      ]) { $1 }

      #expect(open.tables == Set(reasons.keys))
      #expect(open.views == ["coordinated_people", "revocation_names"])
      #expect(open.writableViews == [])
    }
  }

  @Test("is nothing without a scope, which writes nothing either")
  func closed() async throws {
    try await withTestDatabase(service: "Notification") { pool in
      let graph = try ScopeGraph(seed: 1)
      try await pool.transaction { try await graph.insert($0) }

      for table in ScopeGraph.tables {
        #expect(try await Self.count(table, pool) > 0)
        let seen = try await PostgresScope.$current.withValue(nil) {
          try await Self.count(table, pool)
        }
        #expect(seen == 0, "\(table)")
      }
      for view in ["coordinated_people", "revocation_names"] {
        let seen = try await PostgresScope.$current.withValue(nil) {
          try await Self.count(view, pool)
        }
        #expect(seen == 0, "\(view)")
      }
      let touched = try await PostgresScope.$current.withValue(nil) {
        try await pool.execute("update certificates set shows_holder = true")
          + pool.execute("update people set name = ''") + pool.execute("delete from mail")
          + pool.execute("delete from address_failures")
      }
      #expect(touched == 0)
    }
  }

  @Test("is everything to what the service hears and does by itself, whoever is asking meanwhile")
  func ownWork() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      try await PostgresScope(Calls.principal(UUID())).run {
        try await workshop.hear(learner.created, aggregate: learner.account)
        try await OwnWork(Count(pool: workshop.pool, expected: 1)).run()
      }
    }
  }

  /// Counts people once.
  private struct Count: Service {
    let pool: PostgresPool
    let expected: Int

    func run() async throws {
      #expect(try await ScopeTests.count("people", self.pool) == self.expected)
    }
  }

  @Test("is what the service's own rule says, in 200 graphs of people, administrations and roles")
  func graphs() async throws {
    try await withTestDatabase(service: "Notification") { pool in
      let register = RegisterStore(pool: pool)
      let undelivered = UndeliveredStore(pool: pool)
      let suppressions = SuppressionStore(pool: pool)
      for seed in 1...200 {
        let graph = try ScopeGraph(seed: UInt64(seed))
        struct Undone: Error {}
        await #expect(throws: Undone.self) {
          try await pool.transaction { connection in
            try await graph.insert(connection)
            for caller in graph.callers {
              let entrusted = try await graph.entrusted(to: caller, register, connection)
              let mail = try await graph.undelivered(to: caller, undelivered, connection)
              let held = try await graph.suppressed(to: caller, suppressions, connection)
              try await Self.check(graph, caller, entrusted, mail, connection)
              try await Self.checkAddresses(caller, held, connection)
            }
            throw Undone()
          }
        }
      }
    }
  }

  /// Compares what statements without any condition find, and change, with what the caller may.
  private static func check(
    _ graph: ScopeGraph, _ caller: Principal, _ entrusted: Set<UUID>,
    _ mail: Set<UUID>, _ connection: PostgresConnection
  ) async throws {
    let own = Set(graph.certificates.filter { $0.holder == caller.accountID }.map(\.id))
    let isAdministrator = caller.has(.administrator)
    let people = Set(graph.people.filter { graph.caresFor($0.id, caller) }.map(\.id))
    let proposals = Set(graph.certificates.filter { entrusted.contains($0.id) }.map(\.proposal))
    func ids(_ statement: PostgresQuery) async throws -> Set<UUID> {
      Set(try await connection.query(statement).map { try $0.decode(UUID.self, "id") })
    }

    try await connection.enter(PostgresScope(caller))
    #expect(try await ids("select account_id as id from people") == people)
    let ownMail = graph.mails.filter { $0.account == caller.accountID }.map(\.id)
    #expect(try await ids("select id from mail") == mail.union(ownMail))
    #expect(try await ids("select id from certificates") == entrusted.union(own))
    #expect(
      try await ids("select certificate_id as id from status_entries") == entrusted.union(own))
    let decided = try await ids("select certificate_id as id from revocation_decisions")
    #expect(decided == entrusted.union(own))
    #expect(try await ids("select id from revocation_proposals") == proposals)
    #expect(try await ids("select proposal_id as id from revocation_notes") == proposals)
    #expect(try await ids("select proposal_id as id from revocation_names") == proposals)
    let completions = try await ids("select account_id as id from completions")
    #expect(completions == (isAdministrator ? Set(graph.people.map(\.id)) : [caller.accountID]))

    let changed = try await ids("update certificates set shows_holder = true returning id")
    #expect(changed == entrusted.union(own))
    #expect(try await ids("update people set name = 'X' returning account_id as id") == [])
    #expect(try await ids("update mail set answer = 'X' returning id") == [])
    #expect(try await ids("delete from mail returning id") == [])
    #expect(try await ids("delete from revocation_notes returning proposal_id as id") == [])
    #expect(try await ids("delete from unsubscriptions returning account_id as id") == [])
    try await connection.enter(.service)
  }

  /// The same of suppressed addresses, which are put back afterwards.
  private static func checkAddresses(
    _ caller: Principal, _ expected: Set<UUID>, _ connection: PostgresConnection
  ) async throws {
    func ids(_ statement: PostgresQuery) async throws -> Set<UUID> {
      Set(try await connection.query(statement).map { try $0.decode(UUID.self, "id") })
    }
    try await connection.query("savepoint complete")
    try await connection.enter(PostgresScope(caller))
    #expect(try await ids("select id from address_failures") == expected)
    #expect(try await ids("update address_failures set points = 9 returning id") == [])
    #expect(try await ids("delete from address_failures returning id") == expected)
    try await connection.query("rollback to complete")
    try await connection.enter(.service)
  }

  @Test(
    "lets a coordinator issue and propose for their own people alone, and nobody decide for another"
  )
  func additions() async throws {
    try await withTestDatabase(service: "Notification") { pool in
      let (home, abroad) = (UUID(), UUID())
      var graph = try ScopeGraph(seed: 7)
      let (ours, theirs) = (UUID(), UUID())
      graph.people = [
        .init(id: ours, administration: home), .init(id: theirs, administration: abroad),
      ]
      graph.certificates = [.init(holder: ours), .init(holder: theirs)]
      let known = graph
      try await pool.transaction { try await known.insert($0) }
      let coordinator = Calls.principal(UUID(), [.coordinator], home)

      for (certificate, allowed) in zip(known.certificates, [true, false]) {
        let next = ScopeGraph.Certificate(holder: certificate.holder)
        let proposal = RevocationProposal(
          id: UUID(), certificateID: certificate.id, reason: .misconduct, note: "Why",
          proposedBy: coordinator.accountID, proposedAt: Date())
        let borrowed = RevocationProposal(
          id: UUID(), certificateID: certificate.id, reason: .misconduct, note: "Why",
          proposedBy: UUID(), proposedAt: Date())
        let store = RevocationStore(pool: pool)
        #expect(await Self.passes(pool, coordinator) { try await next.insert($0) } == allowed)
        let proposes = await Self.passes(pool, coordinator) {
          try await store.propose(proposal, in: $0)
        }
        #expect(proposes == allowed)
        let borrows = await Self.passes(pool, coordinator) {
          try await store.propose(borrowed, in: $0)
        }
        #expect(!borrows)
        let decides = await Self.passes(pool, coordinator) {
          try await $0.query(
            """
            insert into revocation_decisions
              (proposal_id, certificate_id, proposed_by, outcome, decided_by, decided_at)
            select id, certificate_id, proposed_by, 'refused', \(coordinator.accountID), now()
            from revocation_proposals where certificate_id = \(certificate.id)
            """)
        }
        // Of those out of reach it finds none to decide on.
        #expect(decides == !allowed)
      }
    }
  }

  /// Whether a transaction of the caller's goes through; one that breaks a policy does not.
  private static func passes(
    _ pool: PostgresPool, _ caller: Principal,
    _ body: @escaping @Sendable (PostgresConnection) async throws -> Void
  ) async -> Bool {
    do {
      try await PostgresScope(caller).run { try await pool.transaction { try await body($0) } }
      return true
    } catch let error as PostgresError where error.sqlState == SQLState(rawValue: "42501") {
      return false
    } catch {
      Issue.record("\(error)")
      return false
    }
  }

  fileprivate static func count(_ table: String, _ pool: PostgresPool) async throws -> Int {
    try await pool.query("select 1 as one from \(unsafeSQL: table)").count
  }
}
