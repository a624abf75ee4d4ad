import Authentication
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("Changing a password")
struct ChangePasswordTests {
  @Test("ends the person's other sessions and keeps this one; everybody is told")
  func otherSessions() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let kept = try await site.signIn("amina", person.password).token
      let other = try await site.signIn("amina", person.password).token
      let ended = try await site.principal(other).principal.sessionID
      _ = try await site.change(person.password, to: "Another-Gate 8", as: kept)

      _ = try await site.principal(kept)
      try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(other) }
      let revoked = try await site.events(Clikc_Identity_V1_SessionsRevoked.self)
      #expect(revoked.last?.sessionIds == [ended.uuidString.lowercased()])
      let changes = try await site.events(Clikc_Identity_V1_PasswordChanged.self)
      #expect(changes.last?.accountID == person.account.id)
      _ = try await site.signIn("amina", "Another-Gate 8")
      try await expectRefusal(reason: "SIGN_IN_FAILED") {
        try await site.signIn("amina", person.password)
      }
    }
  }

  @Test("is refused with a wrong current password, which counts as a guess")
  func wrongCurrent() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      for _ in 1...6 {
        let wrong = try await refusal {
          try await site.change("Wrong-Password 1", to: "Another-Gate 8", as: token)
        }
        #expect(wrong == Refusal(.permissionDenied, "CURRENT_PASSWORD_WRONG"))
      }
      let slowed = try await refusal {
        try await site.change(person.password, to: "Another-Gate 8", as: token)
      }
      #expect(slowed.reason == "TOO_MANY_ATTEMPTS")
    }
  }

  @Test(
    "names every rule the new password breaks at once",
    arguments: [
      ("xyq", ["PASSWORD_TOO_SHORT", "PASSWORD_NO_UPPERCASE", "PASSWORD_NO_DIGIT"]),
      ("Password1", ["PASSWORD_COMMON"]),
      ("Amina-2026", ["PASSWORD_CONTAINS_IDENTITY"]),
      (
        "amina",
        [
          "PASSWORD_TOO_SHORT", "PASSWORD_NO_UPPERCASE",
          "PASSWORD_NO_DIGIT", "PASSWORD_SAME_AS_IDENTITY",
        ]
      ),
      (Site.goodPassword, ["PASSWORD_UNCHANGED"]),
    ])
  func rules(password: String, reasons: [String]) async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      let refused = try await refusal {
        try await site.change(person.password, to: password, as: token)
      }
      #expect(refused.code == .invalidArgument)
      #expect(Set(refused.violations.map(\.reason)) == Set(reasons))
      #expect(refused.violations.allSatisfy { $0.field == "new_password" })
      _ = try await site.signIn("amina", person.password)
    }
  }

  @Test(
    "never goes back to one of the last five, by the form or by a link, and may to the one before them"
  )
  func usedBefore() async throws {
    try await Site.open { site in
      let chosen = [Site.goodPassword] + (1...5).map { "Harbour-Gate 7\($0)" }
      _ = try await site.learner()
      let token = try await site.signIn("amina", chosen[0]).token
      for (current, next) in zip(chosen, chosen.dropFirst()).prefix(4) {
        site.clock.advance(1)
        _ = try await site.change(current, to: next, as: token)
      }
      for used in chosen[...3] {
        let refused = try await refusal { try await site.change(chosen[4], to: used, as: token) }
        #expect(refused.violations.map(\.reason) == ["PASSWORD_USED_BEFORE"], "\(used)")
      }
      try await site.requestReset(username: "amina")
      let link = try await site.mailedToken()
      for used in chosen[...4] {
        let refused = try await refusal { try await site.resetPassword(link, to: used) }
        #expect(refused.violations.map(\.reason) == ["PASSWORD_USED_BEFORE"], "\(used)")
      }
      _ = try await site.change(chosen[4], to: chosen[5], as: token)
      site.clock.advance(1)
      _ = try await site.change(chosen[5], to: chosen[0], as: token)
      #expect(try await site.count("select count(*) from former_passwords") == 4)
    }
  }

  @Test("leaves no session to sign-ins with the old password that happen meanwhile")
  func race() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let kept = try await site.signIn("amina", person.password).token
      let tokens = await withTaskGroup(of: String?.self) { group in
        for _ in 1...12 {
          group.addTask { try? await site.signIn("amina", person.password).token }
        }
        group.addTask {
          _ = try? await site.change(person.password, to: "Another-Gate 8", as: kept)
          return nil
        }
        return await group.reduce(into: [String]()) { if let token = $1 { $0.append(token) } }
      }
      // Whatever the order was, the old password is worth nothing afterwards.
      for token in tokens {
        try await expectRefusal(reason: "SESSION_ENDED") { try await site.principal(token) }
      }
      _ = try await site.principal(kept)
    }
  }

  @Test("succeeds once when two changes by the same old password are under way")
  func twice() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      let before = try await site.events(Clikc_Identity_V1_PasswordChanged.self).count
      let succeeded = await withTaskGroup(of: Bool.self) { group in
        for number in 1...4 {
          group.addTask {
            (try? await site.change(person.password, to: "Gate-Number \(number)", as: token)) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(succeeded == 1)
      let changes = try await site.events(Clikc_Identity_V1_PasswordChanged.self)
      #expect(changes.count == before + 1)
    }
  }

  @Test("ends reset links that are on their way")
  func resetLinks() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      try await site.requestReset(username: "amina")
      let link = try await site.mailedToken()
      let token = try await site.signIn("amina", person.password).token
      _ = try await site.change(person.password, to: "Another-Gate 8", as: token)
      try await expectRefusal(Refusal(.notFound, "RESET_LINK_UNKNOWN")) {
        try await site.resetPassword(link, to: "Third-Gate 9")
      }
    }
  }

  @Test("needs a session")
  func anonymous() async throws {
    try await Site.open { site in
      let refused = try await refusal { try await site.passwords.changePassword(.init()) }
      #expect(
        refused.reason
          == "SIGN_IN_REQUIRED")
    }
  }
}

extension Site {
  func change(
    _ current: String, to new: String, as token: String
  ) async throws -> Clikc_Identity_V1_Gate {
    try await acting(as: token) {
      try await passwords.changePassword(
        .with {
          $0.currentPassword = current
          $0.newPassword = new
        }
      ).gate
    }
  }
}
