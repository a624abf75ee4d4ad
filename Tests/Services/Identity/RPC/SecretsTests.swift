import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import Problems
import Testing

@testable import identity

@Suite("Secrets of mails")
struct SecretsTests {
  @Test("are the same each time the mail is written")
  func deterministic() async throws {
    try await Site.open { site in
      let newcomer = try await site.newcomer()
      for _ in 1...3 {
        let again = try await site.reveal(.temporaryPassword, newcomer.account.id, 1)
        #expect(again == newcomer.password)
      }
      _ = try await site.learner("li", email: "li@example.org")
      try await site.requestReset(username: "li")
      let link = try await site.mailedToken()
      #expect(try await site.mailedToken() == link)
      let other = try await site.newcomer("bo", email: "bo@example.org")
      #expect(other.password != newcomer.password)
    }
  }

  @Test(
    "are for the writer of mails alone", arguments: ["", "gateway", "clikcctl", "Notification"])
  func caller(name: String) async throws {
    try await Site.open { site in
      let newcomer = try await site.newcomer()
      try await expectRefusal(code: .permissionDenied) {
        try await site.reveal(.temporaryPassword, newcomer.account.id, 1, caller: name)
      }
    }
  }

  @Test("are gone once they expired, and unknown when they never were")
  func gone() async throws {
    try await Site.open { site in
      let newcomer = try await site.newcomer()
      let gone = Refusal(.failedPrecondition, "SECRET_GONE")
      let unknown = Refusal(.notFound, "SECRET_UNKNOWN")
      let reveal = { (purpose: Clikc_Identity_V1_SecretPurpose, account: String, serial: Int64) in
        try await refusal { try await site.reveal(purpose, account, serial) }
      }
      for serial in [Int64(0), 2, -1, .max, .min] {
        #expect(try await reveal(.temporaryPassword, newcomer.account.id, serial) == gone)
      }
      #expect(try await reveal(.temporaryPassword, UUID().uuidString, 1) == unknown)
      #expect(try await reveal(.temporaryPassword, "no id", 1) == unknown)
      #expect(try await reveal(.passwordReset, newcomer.account.id, 1) == unknown)
      #expect(
        try await reveal(.unspecified, newcomer.account.id, 1)
          == .invalid([FieldViolation("purpose", "UNKNOWN_PURPOSE")]))
      site.clock.advance(7 * 86400)
      #expect(try await reveal(.temporaryPassword, newcomer.account.id, 1) == gone)
    }
  }

  @Test("of another key are not mailed")
  func otherKey() async throws {
    try await Site.open { site in
      let newcomer = try await site.newcomer()
      try await site.pool.query(
        """
        update credentials set password_hash =
          \(try await site.work.hasher.hash("made with another key"))
        where account_id = \(newcomer.id)
        """)
      try await expectRefusal(reason: "SECRET_GONE") {
        try await site.reveal(.temporaryPassword, newcomer.account.id, 1)
      }
    }
  }
}

@Suite("The first administrator")
struct BootstrapTests {
  @Test("is made by the operator's command with a temporary password, and no mail is due")
  func created() async throws {
    try await Site.open { site in
      let person = try await site.administrator()
      #expect(person.account.roles == [.learner, .administrator])
      #expect(try await site.signIn("admin", person.password).gate == .changePassword)
      let events = try await site.events(Clikc_Identity_V1_AccountCreated.self)
      #expect(events.map(\.secretSerial) == [0])
      #expect(events.first?.hasSecretExpiresAt == false)
      try await expectRefusal(Refusal(.alreadyExists, "USERNAME_TAKEN")) {
        try await site.administrator()
      }
    }
  }

  @Test("is made by nobody else", arguments: ["", "gateway", "notification"])
  func caller(name: String) async throws {
    try await Site.open { site in
      let refused = try await refusal {
        try await site.bootstrap.createAdministrator(
          .init(), metadata: [CallMetadata.caller: "\(name)"])
      }
      #expect(refused.code == .permissionDenied)
    }
  }
}
