import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import IdentityContract
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("An invitation sent again")
struct InvitationTests {
  @Test("carries a new password for seven days, and the one before opens nothing")
  func again() async throws {
    try await Site.open { site in
      let own = try await site.administration()
      let account = try await site.create(
        AccountsTests.request, as: [.coordinator], of: own)
      let first = try await site.reveal(.temporaryPassword, account.id, 1)
      // It may have run out meanwhile.
      site.clock.advance(8 * 86400)

      let expiresAt = try await site.invite(account.id, as: [.coordinator], of: own)

      #expect(abs(expiresAt.timeIntervalSince(site.clock.now) - 7 * 86400) < 5)
      let event = try #require(try await site.events(Clikc_Identity_V1_AccountCreated.self).last)
      #expect(event.accountID == account.id && event.secretSerial == 2)
      let second = try await site.reveal(.temporaryPassword, account.id, 2)
      #expect(second != first)
      try await expectRefusal(Refusal(.failedPrecondition, "SECRET_GONE")) {
        try await site.reveal(.temporaryPassword, account.id, 1)
      }
      try await expectRefusal(code: .unauthenticated) {
        try await site.signIn(account.username, first)
      }
      #expect(try await site.signIn(account.username, second).gate == .changePassword)
    }
  }

  @Test("is asked for by those who look after the account, three times an hour at most")
  func limits() async throws {
    try await Site.open { site in
      let own = try await site.administration("KE")
      let other = try await site.administration("SN")
      let account = try await site.create(AccountsTests.request, as: [.coordinator], of: own)
      for id in [account.id, UUID().uuidString, "no id"] {
        try await expectRefusal(Refusal(.notFound, "ACCOUNT_UNKNOWN")) {
          try await site.invite(id, as: [.coordinator], of: other)
        }
      }
      try await expectRefusal(code: .permissionDenied) {
        try await site.invite(account.id, as: [.tutor], of: own)
      }
      for _ in 1...3 {
        _ = try await site.invite(account.id, as: [.administrator], of: nil)
      }
      try await expectRefusal(Refusal(.resourceExhausted, "TOO_MANY_INVITATIONS")) {
        try await site.invite(account.id, as: [.coordinator], of: own)
      }
    }
  }

  @Test("is none for somebody who has chosen a password")
  func chosen() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      try await expectRefusal(Refusal(.failedPrecondition, "PASSWORD_CHOSEN")) {
        try await site.invite(person.account.id, as: [.administrator], of: nil)
      }
      #expect(try await site.signIn("amina", person.password).gate == .open)
    }
  }
}

extension Site {
  fileprivate func invite(
    _ account: String, as roles: Set<Role>, of administration: UUID?
  ) async throws -> Date {
    try await acting(as: somebody(roles, of: administration)) {
      try await accounts.sendInvitation(.with { $0.accountID = account }).expiresAt.date
    }
  }
}
