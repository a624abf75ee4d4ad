import Authentication
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("A person's own sessions")
struct OwnSessionsTests {
  @Test("are listed with device, address and which is this one, and nobody else's")
  func list() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let other = try await site.learner("li", email: "li@example.org")
      _ = try await site.signIn("li", other.password)
      let phone = try await site.from("192.0.2.7") {
        try await site.signIn("amina", person.password, device: "Firefox/1 Android")
      }
      site.clock.advance(61)
      let token = try await site.signIn("amina", person.password).token

      let sessions = try await site.acting(as: token) {
        try await site.security.listSessions(.init()).sessions
      }

      #expect(sessions.map(\.current) == [true, false])
      #expect(sessions[1].device == "Firefox/1 Android")
      #expect(sessions[1].clientAddress == "192.0.2.7")
      #expect(sessions.allSatisfy { !$0.remembered })
      #expect(phone.deviceProof.count == 64)
    }
  }

  @Test("end one by one, at once and for everybody who holds them")
  func endOne() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let lost = try await site.signIn("amina", person.password).token
      let here = try await site.signIn("amina", person.password).token
      let lostID = try await site.principal(lost).principal.sessionID.uuidString.lowercased()

      try await site.acting(as: here) {
        for _ in 1...2 {
          _ = try await site.security.endSession(.with { $0.sessionID = lostID })
        }
      }

      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(lost) }
      _ = try await site.principal(here)
      let events = try await site.events(Clikc_Identity_V1_SessionsRevoked.self)
      #expect(events.last?.sessionIds == [lostID])
    }
  }

  @Test("of others are as unknown as those nobody has")
  func others() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let other = try await site.learner("li", email: "li@example.org")
      let theirs = try await site.signIn("li", other.password).token
      let theirID = try await site.principal(theirs).principal.sessionID.uuidString
      let token = try await site.signIn("amina", person.password).token
      for id in [theirID, UUID().uuidString] {
        try await expectRefusal(Refusal(.notFound, "SESSION_UNKNOWN")) {
          try await site.acting(as: token) {
            try await site.security.endSession(.with { $0.sessionID = id })
          }
        }
      }
      _ = try await site.principal(theirs)
    }
  }

  @Test("are seen and ended by administrators and by nobody else of the staff")
  func administrators() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password, device: "Firefox/1").token
      let id = person.account.id
      for role in [Role.coordinator, .expert, .tutor] {
        try await site.acting(as: site.somebody([role])) {
          try await expectRefusal(reason: "NOT_ALLOWED") {
            try await site.security.listPersonSessions(.with { $0.accountID = id })
          }
          try await expectRefusal(reason: "NOT_ALLOWED") {
            try await site.security.endPersonSessions(.with { $0.accountID = id })
          }
        }
      }
      try await site.acting(as: site.somebody([.administrator])) {
        let listed = { try await site.security.listPersonSessions(.with { $0.accountID = id }) }
        let seen = try await listed().sessions
        #expect(seen.map(\.device) == ["Firefox/1"])
        #expect(seen.allSatisfy { !$0.current })
        for _ in 1...2 {
          _ = try await site.security.endPersonSessions(.with { $0.accountID = id })
        }
        #expect(try await listed().sessions.isEmpty)
        for nobody in [UUID().uuidString, "x"] {
          try await expectRefusal(Refusal(.notFound, "ACCOUNT_UNKNOWN")) {
            try await site.security.endPersonSessions(.with { $0.accountID = nobody })
          }
        }
      }
      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(token) }
      _ = try await site.signIn("amina", person.password)
    }
  }

  @Test("all end together, the caller's too")
  func endAll() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let tokens = [
        try await site.signIn("amina", person.password).token,
        try await site.signIn("amina", person.password).token,
      ]
      _ = try await site.acting(as: tokens[0]) { try await site.security.endAllSessions(.init()) }
      for token in tokens {
        try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(token) }
      }
      let events = try await site.events(Clikc_Identity_V1_SessionsRevoked.self)
      #expect(events.last?.sessionIds.count == 2)
    }
  }

  @Test("are remembered for days when the person asks")
  func remembered() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let answer = try await site.signIn("amina", person.password, remember: true)
      #expect(answer.remembered)
      site.clock.advance(13 * 86_400)
      _ = try await site.principal(answer.token)
      site.clock.advance(15 * 86_400)
      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(answer.token) }
    }
  }

  @Test("show in the login history with what failed, in pages, for 90 days")
  func history() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      for _ in 1...6 {
        _ = try? await site.signIn("amina", "Wrong-Password 1", device: "curl/8")
      }
      site.clock.advance(31)
      let token = try await site.signIn("amina", person.password).token
      let first = try await site.acting(as: token) {
        try await site.security.listSignIns(.with { $0.pageSize = 3 })
      }
      #expect(first.signIns.map(\.outcome) == [.signedIn, .slowedDown, .wrongPassword])
      #expect(first.signIns[1].device == "curl/8")
      let rest = try await site.acting(as: token) {
        try await site.security.listSignIns(
          .with {
            $0.pageSize = 100
            $0.pageToken = first.nextPageToken
          })
      }
      #expect(rest.signIns.count == 6 && rest.nextPageToken.isEmpty)

      site.clock.advance(91 * 86_400)
      let later = try await site.signIn("amina", person.password).token
      let kept = try await site.acting(as: later) {
        try await site.security.listSignIns(.init()).signIns
      }
      #expect(kept.count == 1)
    }
  }
}

@Suite("A known device")
struct KnownDeviceTests {
  @Test("gets its owner in while others guess at the account from everywhere")
  func owner() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let proof = try await site.signIn("amina", person.password).deviceProof
      for _ in 1...6 { _ = try? await site.signIn("amina", "Wrong-Password 1") }
      try await expectRefusal(reason: "TOO_MANY_ATTEMPTS") {
        try await site.signIn("amina", person.password)
      }
      _ = try await site.signIn("amina", person.password, proof: proof)
    }
  }

  @Test("gets no more tries by proving itself anew: all devices of an account are counted together")
  func together() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let proofs = [
        try await site.signIn("amina", person.password).deviceProof,
        try await site.signIn("amina", person.password).deviceProof,
      ]
      for proof in proofs + proofs + proofs {
        try await expectRefusal(reason: "SIGN_IN_FAILED") {
          try await site.signIn("amina", "Wrong-Password 1", proof: proof)
        }
      }
      for proof in proofs {
        try await expectRefusal(reason: "TOO_MANY_ATTEMPTS") {
          try await site.signIn("amina", person.password, proof: proof)
        }
      }
    }
  }

  @Test("is slowed down by itself when it guesses, and counts for its own account only")
  func guesses() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let other = try await site.learner("li", email: "li@example.org")
      let proof = try await site.signIn("amina", person.password).deviceProof
      for _ in 1...6 { _ = try? await site.signIn("amina", "Wrong-Password 1", proof: proof) }
      try await expectRefusal(reason: "TOO_MANY_ATTEMPTS") {
        try await site.signIn("amina", person.password, proof: proof)
      }
      for _ in 1...6 { _ = try? await site.signIn("li", "Wrong-Password 1", proof: proof) }
      try await expectRefusal(reason: "TOO_MANY_ATTEMPTS") {
        try await site.signIn("li", other.password, proof: proof)
      }
    }
  }
}

extension Site {
  var security: Clikc_Identity_V1_Security.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }

  func signIn(
    _ username: String, _ password: String, remember: Bool = false, device: String = "",
    proof: String = ""
  ) async throws -> Clikc_Identity_V1_SignInResponse {
    try await sessions.signIn(
      .with {
        $0.username = username
        $0.password = password
        $0.remember = remember
        $0.device = device
        $0.deviceProof = proof
      })
  }
}
