import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import IdentityContract
import IdentityDomain
import Postgres
import SwiftProtobuf
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

  @Test("are never another coordinator's, in 300 random calls of random people")
  func calls() async throws {
    try await Site.open { site in
      var dice = SystemRandomNumberGenerator()
      var people: [(id: String, administration: UUID)] = []
      var administrations: [UUID] = []
      for code in ["KE", "SN", "BE"] {
        let administration = try await site.administration(code)
        administrations.append(administration)
        for number in 1...4 {
          let made = try await site.newcomer("\(code.lowercased())\(number)", of: administration)
          people.append((made.account.id, administration))
        }
      }
      for _ in 1...300 {
        let own = try #require(administrations.randomElement(using: &dice))
        let target = try #require(people.randomElement(using: &dice))
        let roles = Set(Role.allCases.filter { $0 != .administrator && Bool.random() })
        let caller = site.somebody(roles, of: own)
        let allowed = roles.contains(.coordinator) && target.administration == own
        let call = Int.random(in: 0..<4, using: &dice)
        let outcome = try? await site.acting(as: caller) {
          try await site.reach(target.id, by: call, own: own)
        }
        #expect((outcome ?? false) == allowed, "call \(call) with \(roles)")
      }
    }
  }
}

extension Site {
  /// Whether a call of the people's service gets at somebody.
  fileprivate func reach(_ id: String, by call: Int, own: UUID) async throws -> Bool {
    switch call {
    case 0: return try await people.getPerson(.with { $0.accountID = id }).person.account.id == id
    case 1:
      return try await people.listPeople(.with { $0.pageSize = 200 }).people.contains {
        $0.account.id == id
      }
    case 2:
      _ = try await people.suspendPerson(.with { $0.accountID = id })
      return try await people.reactivatePerson(.with { $0.accountID = id }).person.account.id == id
    default:
      return try await accounts.listAccounts(.with { $0.pageSize = 200 }).accounts.contains {
        $0.id == id
      }
    }
  }
}
