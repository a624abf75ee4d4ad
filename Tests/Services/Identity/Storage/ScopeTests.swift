import Foundation
import IdentityDomain
import Postgres
import TestSupport
import Testing

@testable import identity

@Suite("An administration's people")
struct ScopeTests {
  @Test(
    "are all the database shows to a transaction of that scope, and the next one sees all again")
  func wall() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      for number in 1...3 { _ = try await site.newcomer("ke\(number)", of: kenya) }
      for number in 1...2 { _ = try await site.newcomer("sn\(number)", of: senegal) }
      for _ in 1...8 {
        for (scope, count) in [
          (Caretaker.Scope.administration(kenya), 3), (.administration(senegal), 2),
          (.administration(UUID()), 0), (.everybody, 5),
        ] {
          let seen = try await site.pool.reading(in: scope) { database in
            try await database.query("select id from accounts where true or username <> ''").count
          }
          #expect(seen == count)
        }
        #expect(try await site.count("select count(*) from accounts") == 5)
      }
      let changed = try await site.pool.transaction { connection in
        try await connection.query(
          "select set_config('clikc.administration', \(kenya.wireText), true)")
        return try await connection.execute("update accounts set name = name")
      }
      #expect(changed == 3)
    }
  }

  /// Tables that no policy holds for, and why.
  private static let open = [
    "policy_documents": "of the whole site", "policy_drafts": "of the whole site",
    "policy_texts": "of the whole site", "policy_titles": "of the whole site",
    "policy_versions": "of the whole site",
    "audit_entries": "administrators' alone, and only grows: rights and a trigger see to it",
    "audit_chain": "hashes of the entries", "audit_waiting": "numbers of entries",
    "reset_requests": "asked before it is known who asks",
    "sign_in_failures": "counted before it is known who signs in",
    "course_members": "who meets whom in a course, whatever the administration",
    "unused_photos": "digests of files that are nobody's any more",
  ]

  @Test("have policies in every table but those with a reason")
  func walls() async throws {
    try await withTestDatabase(service: "Identity") { pool in
      let open = try await OpenRelations(pool)

      #expect(open.tables == Set(OpenRelations.ofEveryService.keys).union(Self.open.keys))
      #expect(open.views == [])
    }
  }
}
