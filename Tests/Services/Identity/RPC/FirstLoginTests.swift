import Foundation
import GRPCCore
import IdentityContract
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("The first login")
struct FirstLoginTests {
  @Test("leads from the password to the policy, from the policy to the profile, then to the site")
  func way() async throws {
    try await Site.open { site in
      let publisher = try await site.administrator()
      let version = try await site.publishPolicy(material: true, by: publisher)
      let person = try await site.newcomer()
      let answer = try await site.signIn("amina", person.password)
      #expect(answer.gate == .changePassword)
      #expect(try await site.principal(answer.token).gate == .changePassword)

      let changed = try await site.acting(as: answer.token) {
        try await site.passwords.changePassword(
          .with {
            $0.currentPassword = " \(person.password) "
            $0.newPassword = Site.goodPassword
          })
      }
      #expect(changed.gate == .acceptPolicy)
      #expect(try await site.principal(answer.token).gate == .acceptPolicy)

      let refused = try await site.answerPolicy(version, accepted: false, as: answer.token)
      #expect(refused == .acceptPolicy)
      let accepted = try await site.answerPolicy(version, accepted: true, as: answer.token)
      #expect(accepted == .confirmProfile)

      let profile = try await site.acting(as: answer.token) {
        try await site.accounts.updateProfile(Site.profile(version: 1))
      }
      #expect(profile.gate == .open && profile.account.version == 2)
      #expect(profile.account.city == "Dakar" && profile.account.description_p == "Risk analyst")
      #expect(try await site.principal(answer.token).gate == .open)
    }
  }

  @Test("skips the policy while none was published")
  func noPolicy() async throws {
    try await Site.open { site in
      let person = try await site.newcomer()
      let token = try await site.signIn("amina", person.password).token
      let changed = try await site.acting(as: token) {
        try await site.passwords.changePassword(
          .with {
            $0.currentPassword = person.password
            $0.newPassword = Site.goodPassword
          })
      }
      #expect(changed.gate == .confirmProfile)
    }
  }

  @Test("uses the temporary password up: neither sign-in nor mail takes it afterwards")
  func usedUp() async throws {
    try await Site.open { site in
      let person = try await site.newcomer()
      let token = try await site.signIn("amina", person.password).token
      _ = try await site.acting(as: token) {
        try await site.passwords.changePassword(
          .with {
            $0.currentPassword = person.password
            $0.newPassword = Site.goodPassword
          })
      }
      try await expectRefusal(reason: "SIGN_IN_FAILED") {
        try await site.signIn("amina", person.password)
      }
      try await expectRefusal(Refusal(.failedPrecondition, "SECRET_GONE")) {
        try await site.reveal(.temporaryPassword, person.account.id, 1)
      }
    }
  }
}

extension Site {
  func answerPolicy(
    _ version: Int32, accepted: Bool, language: String = "ar", as token: String
  ) async throws -> Clikc_Identity_V1_Gate {
    try await acting(as: token) {
      try await policies.answerPolicy(
        .with {
          $0.version = version
          $0.language = language
          $0.accepted = accepted
        }
      ).gate
    }
  }
}
