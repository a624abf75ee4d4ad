import Authentication
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import IdentityDomain
import Postgres
import PrivacyContract
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("A person's rights to their data")
struct PrivacyTests {
  @Test("the export tells all that is kept, and only of the caller")
  func export() async throws {
    try await Site.open { site in
      _ = try await site.publishPolicy(material: true, by: try await site.administrator())
      let person = try await site.learner()
      _ = try await site.learner("bela", of: try await site.administration("SN"), email: "b@x.org")
      let token = try await site.signIn("amina", person.password).token
      _ = try await site.answerPolicy(1, accepted: true, as: token)
      let sections = try await site.acting(as: token) {
        try await site.privacy.exportMyAccount(.init()).sections
      }
      let facts = { (name: String) in
        sections.first { $0.name == name }?.records.map { record in
          Dictionary(uniqueKeysWithValues: record.fields.map { ($0.name, $0.value) })
        } ?? []
      }
      #expect(facts("account").count == 1)
      #expect(facts("account")[0]["email"] == "amina@example.org")
      #expect(facts("account")[0]["city"] == "Dakar" && facts("account")[0]["country"] == "SN")
      #expect(facts("policies")[0]["answer"] == "accepted")
      #expect(!facts("sessions").isEmpty)
      #expect(!sections.contains { "\($0)".contains("b@x.org") })
    }
  }

  @Test(
    "erasure waits for an administrator, who may refuse with a reason; it may be asked for again")
  func request() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      let decide = { (erase: Bool, answer: String) in
        try await site.acting(as: try await site.decider()) {
          try await site.privacy.decideErasure(
            .with {
              $0.accountID = person.account.id
              $0.erase = erase
              $0.answer = answer
            })
        }
      }
      try await expectRefusal(Refusal(.failedPrecondition, "ERASURE_NOT_WAITING")) {
        try await decide(true, "")
      }
      try await site.acting(as: token) {
        for _ in 1...2 {
          _ = try await site.privacy.requestErasure(.with { $0.reason = "I left." })
        }
        _ = try await site.privacy.withdrawErasure(.init())
        #expect(try await site.privacy.getMyErasure(.init()).hasErasure == false)
        _ = try await site.privacy.requestErasure(.init())
        try await expectRefusal(code: .permissionDenied) {
          try await site.privacy.listErasures(.init())
        }
      }
      try await expectRefusal(.invalid([FieldViolation("answer", "REQUIRED")])) {
        try await decide(false, " ")
      }
      _ = try await decide(false, "An inquiry is open.")
      let again = try await site.signIn("amina", person.password)
      #expect(again.gate == .open, "refused, and so open again")
      let refused = try await site.acting(as: again.token) {
        _ = try await site.privacy.requestErasure(.init())
        return try await site.privacy.getMyErasure(.init()).erasure
      }
      #expect(refused.state == .waiting)
      try await expectRefusal(Refusal(.permissionDenied, "ERASURE_OF_ONESELF")) {
        try await site.acting(as: site.somebody([.administrator], account: person.id)) {
          try await site.privacy.decideErasure(
            .with {
              $0.accountID = person.account.id
              $0.erase = true
            })
        }
      }
    }
  }

  @Test("an erased person is nowhere in the database, and cannot sign in any more")
  func erased() async throws {
    try await Site.open { site in
      _ = try await site.publishPolicy(material: true, by: try await site.administrator())
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      _ = try await site.answerPolicy(1, accepted: true, as: token)
      try await site.requestReset(username: "amina")
      let photo = try Photo(
        large: String(repeating: "a", count: 64), small: String(repeating: "b", count: 64))
      _ = try await PhotoStore(site.pool).replace(photo, of: person.id, now: site.clock.now)
      try await site.acting(as: token) {
        _ = try await site.privacy.requestErasure(.with { $0.reason = "Amina leaves." })
      }
      try await site.acting(as: try await site.decider()) {
        _ = try await site.privacy.decideErasure(
          .with {
            $0.accountID = person.account.id
            $0.erase = true
          })
      }
      try await expectRefusal(Refusal(.unauthenticated, "SESSION_ENDED")) {
        try await site.sessions.resolveSession(.with { $0.token = token })
      }
      try await expectRefusal(reason: "SIGN_IN_FAILED") {
        try await site.signIn("amina", person.password)
      }
      for word in ["amina", "Dakar", "Risk analyst"] {
        #expect(try await site.rows(with: word).isEmpty)
      }
      let event = try #require(try await site.events(Clikc_Identity_V1_AccountErased.self).last)
      #expect(event.pseudonym == Erasure.pseudonym(of: person.id))
      #expect(try await site.events(Clikc_Identity_V1_SessionsRevoked.self).last?.sessionIds == [])
      #expect(try await site.count("select count(*) from unused_photos") == 2)
      #expect(
        try await site.count(
          "select count(*) from policy_acceptances where account_id = \(person.id)") == 1,
        "what was accepted stays, and is nobody's")
    }
  }
}

extension Site {
  var documents: Clikc_Identity_V1_PolicyDocuments.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }
  var privacy: Clikc_Identity_V1_Privacy.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }

  /// An administrator with an account, who may decide.
  func decider() async throws -> Principal {
    let known = try await AccountStore(pool).find(username: "decider")
    if let known { return somebody([.administrator], account: known.id) }
    let creation = try AccountCreation(
      name: "Decider", username: "decider", email: "decider@example.org", language: "en",
      administration: nil, roles: [.administrator], by: .administrator)
    let account = try await OpenAccount(work)(creation, mailed: false, in: .everybody)
    return somebody([.administrator], account: account.id)
  }

  /// Somebody with roles and an account.
  func somebody(_ roles: Set<Role>, account: UUID) -> Principal {
    Principal(
      accountID: account, sessionID: UUID(), roles: roles, administrationID: nil, language: "en",
      name: "Somebody")
  }

  /// The tables, but for events on their way, that have a word in any row, in any spelling.
  func rows(with word: String) async throws -> [String] {
    let tables = try await pool.query(
      """
      select table_name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE'
        and table_name !~ '^(outbox|inbox)' and table_name <> 'schema_migrations'
      """
    ).map { try $0.decode(String.self, "table_name") }
    var found: [String] = []
    for table in tables {
      let count = try await count(
        "select count(*) from \(unsafeSQL: table) t where t::text ilike \("%\(word)%")")
      if count > 0 { found.append(table) }
    }
    return found
  }
}
