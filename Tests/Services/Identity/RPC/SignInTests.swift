import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("Signing in")
struct SignInTests {
  @Test("opens a session with the person, the next step and its end, 12 hours on")
  func success() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let answer = try await site.signIn(" AMINA ", person.password)
      #expect(answer.gate == .open)
      #expect(answer.account.id == person.account.id)
      #expect(answer.account.version == 2)
      #expect(answer.token.count == 43)
      #expect(abs(answer.expiresAt.date.timeIntervalSince(site.clock.now) - 43200) < 5)
    }
  }

  @Test("answers unknown names and wrong passwords alike, whatever the name looks like")
  func alike() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      let wrong = try await refusal { try await site.signIn("amina", "Wrong-Password 1") }
      #expect(wrong == Refusal(.unauthenticated, "SIGN_IN_FAILED"))
      for name in ["nobody", "no body", "", "a\0b", String(repeating: "é", count: 100)] {
        let unknown = try await refusal { try await site.signIn(name, Site.goodPassword) }
        #expect(unknown == wrong)
      }
    }
  }

  @Test("accepts a temporary password pasted with white space around it, another one not")
  func pasted() async throws {
    try await Site.open { site in
      let newcomer = try await site.newcomer()
      #expect(try await site.signIn("amina", " \(newcomer.password)\r\n").gate == .changePassword)
      let learner = try await site.learner("li", email: "li@example.org")
      let padded = try await refusal { try await site.signIn("li", learner.password + " ") }
      #expect(padded.reason == "SIGN_IN_FAILED")
    }
  }

  @Test("tells only who knows a temporary password that it has expired")
  func expired() async throws {
    try await Site.open { site in
      let newcomer = try await site.newcomer()
      site.clock.advance(7 * 86400 + 1)
      let known = try await refusal { try await site.signIn("amina", newcomer.password) }
      #expect(known == Refusal(.unauthenticated, "TEMPORARY_PASSWORD_EXPIRED"))
      let wrong = try await refusal { try await site.signIn("amina", "Wrong-Password 1") }
      #expect(wrong.reason == "SIGN_IN_FAILED")
    }
  }

  @Test("slows guessing down after six tries, for known and unknown names alike")
  func throttled() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      for name in ["amina", "nobody"] {
        for _ in 1...6 {
          let failed = try await refusal { try await site.signIn(name, "Wrong-Password 1") }
          #expect(failed.reason == "SIGN_IN_FAILED")
        }
        let slowed = try await refusal { try await site.signIn(name, person.password) }
        #expect(slowed.code == .resourceExhausted && slowed.reason == "TOO_MANY_ATTEMPTS")
        #expect(slowed.arguments["seconds"].flatMap(Int.init) == 30)
      }
      site.clock.advance(31)
      _ = try await site.signIn("amina", person.password)
      let failed = try await refusal { try await site.signIn("amina", "Wrong-Password 1") }
      #expect(failed.reason == "SIGN_IN_FAILED", "a success forgets the failures before it")
    }
  }

  @Test("looks at no more guesses when forty come at once")
  func parallel() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      let reasons = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 1...40 {
          group.addTask {
            try await refusal { try await site.signIn("amina", "Wrong-Password 1") }.reason
          }
        }
        return try await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
      }
      #expect(reasons == ["SIGN_IN_FAILED": 6, "TOO_MANY_ATTEMPTS": 34])
    }
  }

  @Test("slows an address down that tries many names, IPv6 by its /64, and nobody else")
  func address() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      for number in 1...21 {
        try await site.from("2001:db8:1:2::\(number)") {
          _ = try await refusal { try await site.signIn("name\(number)", "Wrong-Password 1") }
        }
      }
      let slowed = try await site.from("2001:db8:1:2:ffff::1") {
        try await refusal { try await site.signIn("amina", person.password) }
      }
      #expect(slowed.reason == "TOO_MANY_ATTEMPTS")
      _ = try await site.from("2001:db8:1:3::1") { try await site.signIn("amina", person.password) }
    }
  }

  @Test("writes an old hash anew when the parameters have risen")
  func rehash() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let weak = try PasswordHasher(
        parameters: .init(memoryKiB: 32, passes: 1, lanes: 1), threads: 1)
      let old = try await weak.hash(person.password)
      try await site.pool.query(
        "update credentials set password_hash = \(old) where account_id = \(person.id)")
      _ = try await site.signIn("amina", person.password)
      let strong = try await site.count(
        """
        select count(*) from credentials
        where account_id = \(person.id) and password_hash like '$argon2id$v=19$m=64,t=1,p=1$%'
        """)
      #expect(strong == 1)
      _ = try await site.signIn("amina", person.password)
      try await weak.stop()
    }
  }

  @Test("refuses a password of more than 256 bytes unread")
  func tooLong() async throws {
    try await Site.open { site in
      let long = try await refusal {
        try await site.signIn("amina", String(repeating: "é", count: 129))
      }
      #expect(long == .invalid([FieldViolation("password", "TOO_LONG")]))
    }
  }
}
