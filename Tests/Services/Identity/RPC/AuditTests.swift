import Cryptography
import Foundation
import IdentityContract
import IdentityDomain
import Logging
import Postgres
import Testing

@testable import identity

@Suite("The audit log")
struct AuditTests {
  @Test("tells who did what to whom, failures of unknown names too, and no secret")
  func written() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      _ = try? await site.signIn("nobody", "Secret-Guess 1")
      _ = try? await site.signIn("amina", "Secret-Guess 1")
      let rows = try await site.pool.query(
        "select event, actor, subject, details from audit_entries order by number")
      let events = try rows.map { try $0.decode(String.self, "event") }
      #expect(
        events == [
          "authz_admin", "user_created", "authn_login_success", "authn_password_change",
          "user_updated", "authn_token_revoked", "authn_login_fail", "authn_login_fail",
        ])
      #expect(try rows[2].decode(UUID?.self, "actor") == person.id)
      #expect(try rows[6].decode(UUID?.self, "subject") == nil)
      #expect(try rows[7].decode(UUID?.self, "subject") == person.id)
      let texts = try rows.map { try $0.decode(String.self, "details") }.joined()
      #expect(!texts.contains("Guess"))
    }
  }

  @Test("stands or falls with the act it tells of")
  func rolledBack() async throws {
    try await Site.open { site in
      struct Stop: Error {}
      let before = try await site.count("select count(*) from audit_entries")
      await #expect(throws: Stop.self) {
        try await site.pool.transaction { connection in
          try await site.work.audit(.accountCreated, of: UUID(), in: connection)
          throw Stop()
        }
      }
      #expect(try await site.count("select count(*) from audit_entries") == before)
    }
  }

  @Test(
    "refuses every change",
    arguments: [
      "update audit_entries set event = 'user_created'", "delete from audit_entries",
      "update audit_chain set position = position + 1", "delete from audit_chain",
      "truncate audit_entries cascade",
    ])
  func onlyGrows(statement: String) async throws {
    try await Site.open { site in
      _ = try await site.learner()
      let refused = await #expect(throws: PostgresError.self) {
        try await site.pool.query("\(unsafeSQL: statement)")
      }
      #expect(refused?.sqlState == SQLState(rawValue: "42501"))
    }
  }

  @Test("is chained by several sealers at once without a gap, each entry once")
  func sealed() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      let sealers = (1...4).map { _ in AuditSealer(pool: site.pool, logger: Logger(label: "test")) }
      try await withThrowingTaskGroup { group in
        for sealer in sealers { group.addTask { try await sealer.seal() } }
        try await group.waitForAll()
      }
      try await sealers[0].seal()
      let counts = try await site.pool.query(
        """
        select (select count(*) from audit_entries) as entries, count(*) as links,
          max(position) as last, (select count(*) from audit_waiting) as waiting
        from audit_chain
        """)
      let row = try #require(counts.first)
      let entries = try row.decode(Int.self, "entries")
      #expect(entries == 6)
      #expect(try row.decode(Int.self, "links") == entries)
      #expect(try row.decode(Int.self, "last") == entries)
      #expect(try row.decode(Int.self, "waiting") == 0)
    }
  }
}
