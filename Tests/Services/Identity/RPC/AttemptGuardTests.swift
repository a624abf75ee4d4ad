import Authentication
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("What counts as a failed sign-in")
struct AttemptGuardTests {
  @Test("is not what could not be looked at: a busy server slows nobody down")
  func busy() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let guarding = site.work.attempts
      let busy = Refusal(.resourceExhausted, "SERVER_BUSY")
      for _ in 1...25 {
        let attempt = try await guarding.admit(
          username: "amina", address: "192.0.2.1", now: site.clock.now)
        await #expect(throws: busy) { try await guarding.judge(attempt) { throw busy } }
      }
      _ = try await site.from("192.0.2.1") { try await site.signIn("amina", person.password) }
    }
  }

  @Test("leaves nothing behind where it was not looked at because of the address")
  func refused() async throws {
    try await Site.open { site in
      try await site.from("192.0.2.1") {
        for number in 1...21 {
          try await expectRefusal(reason: "SIGN_IN_FAILED") {
            try await site.signIn("nobody\(number)", "Wrong-Password 1")
          }
        }
        let counted = try await site.count("select count(*) from sign_in_failures")
        for number in 22...30 {
          try await expectRefusal(reason: "TOO_MANY_ATTEMPTS") {
            try await site.signIn("nobody\(number)", "Wrong-Password 1")
          }
        }
        #expect(try await site.count("select count(*) from sign_in_failures") == counted)
      }
    }
  }

  @Test("by strangers keeps nobody who is signed in from changing the password")
  func strangers() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      for _ in 1...6 { _ = try? await site.signIn("amina", "Wrong-Password 1") }
      try await expectRefusal(reason: "TOO_MANY_ATTEMPTS") {
        try await site.signIn("amina", person.password)
      }
      _ = try await site.change(person.password, to: "Another-Gate 8", as: token)
    }
  }
}
