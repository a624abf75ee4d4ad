import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("S4: a lost password")
struct ResetPasswordTests {
  @Test("is replaced once by the link in the mail, for a username or an address")
  func way() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let session = try await site.signIn("amina", person.password).token
      try await site.requestReset(email: " Amina@EXAMPLE.org ")
      let link = try await site.mailedToken()
      #expect(link.count == 43)

      try await site.resetPassword(link, to: "Another-Gate 8")

      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(session) }
      let revoked = try await site.events(Clikc_Identity_V1_SessionsRevoked.self)
      #expect(revoked.last?.accountID == person.account.id)
      #expect(revoked.last?.sessionIds.isEmpty == true)
      let changes = try await site.events(Clikc_Identity_V1_PasswordChanged.self)
      #expect(changes.last?.accountID == person.account.id)
      #expect(try await site.signIn("amina", "Another-Gate 8").gate == .open)
      try await expectRefusal(Refusal(.notFound, "RESET_LINK_UNKNOWN")) {
        try await site.resetPassword(link, to: "Third-Gate 9")
      }
    }
  }

  @Test("forgets the failures that slowed its owner down")
  func unlocks() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      for _ in 1...6 {
        _ = try await refusal { try await site.signIn("amina", "Wrong-Password 1") }
      }
      try await site.requestReset(username: "amina")
      try await site.resetPassword(try await site.mailedToken(), to: "Another-Gate 8")
      _ = try await site.signIn("amina", "Another-Gate 8")
    }
  }

  @Test("takes one of two links at the same moment, and the first ends all others")
  func once() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      try await site.requestReset(username: "amina")
      let first = try await site.mailedToken()
      try await site.requestReset(username: "amina")
      let second = try await site.mailedToken()
      #expect(first != second)
      let succeeded = await withTaskGroup(of: Bool.self) { group in
        for link in [first, first, second, second] {
          group.addTask {
            (try? await site.resetPassword(link, to: "Another-Gate 8")) != nil
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(succeeded == 1)
    }
  }

  @Test("link works for 30 minutes, a broken rule does not use it up")
  func expiry() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      try await site.requestReset(username: "amina")
      let link = try await site.mailedToken()
      let weak = try await refusal { try await site.resetPassword(link, to: "short") }
      #expect(weak.violations.contains(FieldViolation("new_password", "PASSWORD_TOO_SHORT")))
      site.clock.advance(1801)
      try await expectRefusal(Refusal(.failedPrecondition, "RESET_LINK_EXPIRED")) {
        try await site.resetPassword(link, to: "Another-Gate 8")
      }
      try await expectRefusal(reason: "SECRET_GONE") { try await site.mailedToken() }
    }
  }

  @Test("is asked for with one answer: the call writes the same row, known or unknown")
  func alike() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      for name in ["amina", "nobody"] {
        let answer = try await site.passwords.requestPasswordReset(.with { $0.username = name })
        #expect(answer == .init())
      }
      let waiting = try await site.count(
        "select count(*) from reset_requests where handled_at is null")
      #expect(waiting == 2)
      let before = try await site.events(Clikc_Identity_V1_PasswordResetRequested.self)
      #expect(before.isEmpty, "nobody is looked up while the caller waits")
      await site.work.resets.drain()
      let events = try await site.events(Clikc_Identity_V1_PasswordResetRequested.self)
      #expect(events.map(\.secretSerial) == [1])
      let left = try await site.count(
        "select count(*) from reset_requests where handled_at is null")
      #expect(left == 0)
    }
  }

  @Test("brings three mails an hour to an account, whoever asks")
  func perAccount() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      for _ in 1...5 { try await site.requestReset(username: "amina") }
      let mails = { try await site.events(Clikc_Identity_V1_PasswordResetRequested.self).count }
      #expect(try await mails() == 3)
      site.clock.advance(3601)
      try await site.requestReset(username: "amina")
      #expect(try await mails() == 4)
    }
  }

  @Test("brings twenty mails an hour from one address, and a hundred requests in all")
  func perAddress() async throws {
    try await Site.open { site in
      let administration = try await site.administration()
      for number in 1...11 {
        _ = try await site.learner(
          "officer\(number)", of: administration, email: "officer\(number)@example.org")
      }
      try await site.from("192.0.2.7") {
        for _ in 1...2 {
          for number in 1...11 { try await site.requestReset(username: "officer\(number)") }
        }
        for _ in 23...100 { try await site.requestReset(username: "nobody") }
        let refused = try await refusal { try await site.requestReset(username: "nobody") }
        #expect(refused == Refusal(.resourceExhausted, "TOO_MANY_REQUESTS"))
      }
      let mails = try await site.events(Clikc_Identity_V1_PasswordResetRequested.self).count
      #expect(mails == 20)
    }
  }

  @Test("of somebody who never signed in brings the account mail again, with the next password")
  func pending() async throws {
    try await Site.open { site in
      let newcomer = try await site.newcomer()
      site.clock.advance(8 * 86400)
      try await site.requestReset(username: "amina")
      #expect(try await site.events(Clikc_Identity_V1_PasswordResetRequested.self).isEmpty)
      let created = try await site.events(Clikc_Identity_V1_AccountCreated.self)
      #expect(created.map(\.secretSerial) == [1, 2])
      let next = try await site.reveal(.temporaryPassword, newcomer.account.id, 2)
      #expect(next != newcomer.password)
      #expect(try await site.signIn("amina", next).gate == .changePassword)
      try await expectRefusal(reason: "SECRET_GONE") {
        try await site.reveal(.temporaryPassword, newcomer.account.id, 1)
      }
    }
  }

  @Test("says what is no username or address, and wants one of the two")
  func malformed() async throws {
    try await Site.open { (site: Site) async throws in
      try await expectRefusal(.invalid([FieldViolation("email", "NOT_AN_EMAIL")])) {
        try await site.requestReset(email: "amina@")
      }
      try await expectRefusal(.invalid([FieldViolation("username", "INVALID_CHARACTERS")])) {
        try await site.requestReset(username: "a\0")
      }
      try await expectRefusal(.invalid([FieldViolation("username", "REQUIRED")])) {
        try await site.passwords.requestPasswordReset(.init())
      }
    }
  }

  @Test("link of nobody is not found", arguments: ["", "x", "a\0b"])
  func unknown(token: String) async throws {
    try await Site.open { site in
      let refused = try await refusal { try await site.resetPassword(token, to: "Another-Gate 8") }
      #expect(
        refused
          == Refusal(.notFound, "RESET_LINK_UNKNOWN"))
    }
  }

  @Test("link ends when its owner's address changes")
  func addressChanged() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      try await site.requestReset(username: "amina")
      let link = try await site.mailedToken()
      let token = try await site.signIn("amina", person.password).token
      _ = try await site.acting(as: token) {
        try await site.accounts.updateProfile(
          Site.profile(email: "new@example.org", version: 2))
      }
      try await expectRefusal(reason: "RESET_LINK_UNKNOWN") {
        try await site.resetPassword(link, to: "Another-Gate 8")
      }
    }
  }

  @Test("request that a process left behind is handled by the next one, once")
  func leftBehind() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      _ = try await site.passwords.requestPasswordReset(.with { $0.username = "amina" })
      await withTaskGroup { group in
        for _ in 1...8 { group.addTask { await site.work.resets.drain() } }
      }
      let events = try await site.events(Clikc_Identity_V1_PasswordResetRequested.self)
      #expect(events.count == 1)
    }
  }
}
