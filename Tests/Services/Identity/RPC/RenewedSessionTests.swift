import Authentication
import AuthenticationContract
import Cryptography
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("A session that a gateway knows")
struct RenewedSessionTests {
  @Test("is stated anew as resolving its token would state it")
  func statement() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      let resolved = try await site.sessions.resolveSession(.with { $0.token = token })

      let renewed = try await site.renew([token: site.clock.now])

      #expect(renewed == [token: resolved])
    }
  }

  @Test("is missing among the renewed when it ended, never was or its person is suspended")
  func ended() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let kept = try await site.signIn("amina", person.password).token
      let left = try await site.signIn("amina", person.password).token
      try await site.acting(as: left) { _ = try await site.sessions.signOut(.init()) }

      let renewed = try await site.renew([
        kept: site.clock.now, left: site.clock.now, "x": site.clock.now,
      ])
      #expect(Array(renewed.keys) == [kept])

      try await site.pool.query("update accounts set suspended_at = now() where username = 'amina'")
      #expect(try await site.renew([kept: site.clock.now]).isEmpty)
    }
  }

  @Test("ends 30 minutes after its last use, however often it is renewed")
  func idle() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      let used = site.clock.now
      for _ in 1...59 {
        site.clock.advance(30)
        #expect(try await site.renew([token: used]).count == 1)
      }
      site.clock.advance(31)
      #expect(try await site.renew([token: used]).isEmpty)
      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(token) }
    }
  }

  @Test("stands as long as the gateway tells of its use, which is written down")
  func used() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      for _ in 1...3 {
        site.clock.advance(1790)
        #expect(try await site.renew([token: site.clock.now]).count == 1)
      }
      site.clock.advance(1790)
      _ = try await site.principal(token)
      #expect(
        try await site.count(
          "select extract(epoch from last_seen_at - created_at)::bigint from sessions where ended_at is null"
        )
          == 4 * 1790)
    }
  }

  @Test("does not come back by a use after its end")
  func late() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      site.clock.advance(1801)
      #expect(try await site.renew([token: site.clock.now]).isEmpty)
      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(token) }
    }
  }

  @Test("is renewed for the gateway alone, and two hundred at a time at most")
  func limits() async throws {
    try await Site.open { site in
      let now = site.clock.now
      try await expectRefusal(Refusal(.permissionDenied, "NOT_ALLOWED")) {
        try await site.renew(["x": now], caller: "notification")
      }
      let many = Dictionary(uniqueKeysWithValues: (0...200).map { ("\($0)", now) })
      try await expectRefusal(reason: "INVALID_REQUEST") { try await site.renew(many) }
      try await expectRefusal(reason: "INVALID_REQUEST") { try await site.renew([:]) }
    }
  }
}

extension Site {
  /// What Identity states anew of sessions that were used at these times, by their tokens.
  fileprivate func renew(
    _ used: [String: Date], caller: String = "gateway"
  ) async throws -> [String: Clikc_Identity_V1_ResolveSessionResponse] {
    let tokens = Dictionary(
      uniqueKeysWithValues: used.keys.map { (Data(sha256(Array($0.utf8))), $0) })
    let request = Clikc_Identity_V1_RenewSessionsRequest.with {
      $0.sessions = tokens.map { hash, token in
        .with {
          $0.tokenHash = hash
          $0.usedAt = Google_Protobuf_Timestamp(date: used[token] ?? clock.now)
        }
      }
    }
    let answer = try await sessions.renewSessions(
      request, metadata: [CallMetadata.caller: "\(caller)"])
    try await work.touches.flush()
    return Dictionary(
      uniqueKeysWithValues: answer.sessions.compactMap { renewed in
        tokens[renewed.tokenHash].map { ($0, renewed.session) }
      })
  }
}
