import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("S14: a session")
struct SessionTests {
  @Test("resolves to a signed principal that says who calls")
  func principal() async throws {
    try await Site.open { site in
      let administration = try await site.administration()
      let person = try await site.learner(of: administration)
      let token = try await site.signIn("amina", person.password).token
      let (principal, gate) = try await site.principal(token)
      #expect(gate == .open)
      #expect(principal.accountID == person.id)
      #expect(principal.roles == [.learner])
      #expect(principal.administrationID == administration)
      #expect(principal.language == "fr" && principal.name == "Amina Diallo")
    }
  }

  @Test("ends after 30 minutes without a call, and 12 hours after sign-in in any case")
  func ends() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let ended = Refusal(.unauthenticated, "SESSION_ENDED")

      let idle = try await site.signIn("amina", person.password).token
      site.clock.advance(1795)
      _ = try await site.principal(idle)
      site.clock.advance(1801)
      try await expectRefusal(ended) { try await site.principal(idle) }

      let busy = try await site.signIn("amina", person.password).token
      for _ in 1...27 {
        site.clock.advance(1590)
        _ = try await site.principal(busy)
      }
      site.clock.advance(300)
      try await expectRefusal(ended) { try await site.principal(busy) }
    }
  }

  @Test("is stated to nobody beyond its end, however often it is used")
  func statedToItsEnd() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let answer = try await site.signIn("amina", person.password)
      let stated = {
        let resolved = try await site.sessions.resolveSession(.with { $0.token = answer.token })
        return try Clikc_Authentication_V1_Principal(
          serializedBytes: resolved.principal.principal
        ).expiresAt.date
      }
      #expect(try await stated() <= site.clock.now + 60)
      for _ in 1...27 {
        site.clock.advance(1599)
        _ = try await site.principal(answer.token)
      }
      #expect(answer.expiresAt.date.timeIntervalSince(site.clock.now) < 40)
      #expect(abs(try await stated().timeIntervalSince(answer.expiresAt.date)) < 0.001)
    }
  }

  @Test("is written down at most once a minute")
  func touched() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let answer = try await site.signIn("amina", person.password)
      let seen = {
        try await site.count(
          """
          select extract(epoch from max(last_seen_at - created_at))::bigint from sessions
          where ended_at is null
          """)
      }
      site.clock.advance(50)
      _ = try await site.principal(answer.token)
      #expect(try await seen() == 0)
      site.clock.advance(15)
      _ = try await site.principal(answer.token)
      #expect((64...67).contains(try await seen()))
    }
  }

  @Test("ends at sign-out, once, and everybody is told which")
  func signOut() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let before = try await site.events(Clikc_Identity_V1_SessionsRevoked.self).count
      let token = try await site.signIn("amina", person.password).token
      let other = try await site.signIn("amina", person.password).token
      let principal = try await site.principal(token).principal
      for _ in 1...2 {
        try await site.acting(as: principal) { _ = try await site.sessions.signOut(.init()) }
      }
      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(token) }
      _ = try await site.principal(other)
      let events = try await site.events(Clikc_Identity_V1_SessionsRevoked.self)
      #expect(events.count == before + 1)
      #expect(events.last?.accountID == person.account.id)
      #expect(events.last?.sessionIds == [principal.sessionID.uuidString.lowercased()])
    }
  }

  @Test("does not resolve from a token nobody was given", arguments: ["", "x", "a\0b"])
  func unknown(token: String) async throws {
    try await Site.open { site in
      let refused = try await refusal { try await site.principal(token) }
      #expect(
        refused
          == Refusal(.unauthenticated, "SESSION_ENDED"))
    }
  }

  @Test("cannot be signed out of without one")
  func anonymous() async throws {
    try await Site.open { site in
      let refused = try await refusal { try await site.sessions.signOut(.init()) }
      #expect(
        refused
          == Refusal(.unauthenticated, "SIGN_IN_REQUIRED"))
    }
  }

  @Test("leaves no token, password or secret in any table")
  func nothingSecret() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      try await site.requestReset(username: "amina")
      let link = try await site.mailedToken()
      let newcomer = try await site.newcomer("li", email: "li@example.org")
      let tables = try await site.pool.query(
        "select table_name::text from information_schema.tables where table_schema = 'identity'")
      #expect(tables.count > 10)
      for row in tables {
        let table = try row.decode(String.self, at: 0)
        let text = try await site.pool.query(
          "select coalesce(string_agg(t::text, ' '), '') from \(unsafeSQL: table) t")
        let content = try #require(text.first).decode(String.self, at: 0)
        for secret in [token, link, person.password, newcomer.password] {
          let hex = secret.utf8.map { String(format: "%02x", $0) }.joined()
          #expect(!content.contains(secret) && !content.contains(hex), "\(table)")
        }
      }
    }
  }
}
