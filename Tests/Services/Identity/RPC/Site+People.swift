import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import IdentityContract
import Postgres
import SwiftProtobuf
import Testing

@testable import identity

/// A person who can sign in.
struct Person: Sendable {
  let account: Clikc_Identity_V1_Account
  let password: String

  var id: UUID { UUID(uuidString: account.id) ?? UUID() }
}

extension Site {
  static let goodPassword = "Harbour-Gate 7"
  static let names = [
    "en": "Kenya", "fr": "Kenya", "ar": "كينيا", "es": "Kenia", "pt": "Quénia",
  ]
  static let policyTexts = [
    "en": "# Rules", "fr": "# Règles", "ar": "# القواعد", "es": "# Reglas", "pt": "# Regras",
  ]

  /// An administration made by an administrator.
  func administration(_ code: String = "KE") async throws -> UUID {
    try await acting(as: somebody([.administrator])) {
      let answer = try await administrations.putAdministration(
        .with {
          $0.code = code
          $0.names = Self.names
        })
      return try #require(UUID(uuidString: answer.administration.id))
    }
  }

  /// An account made by a coordinator of the administration, before its first login.
  func newcomer(
    _ username: String = "amina", of administration: UUID? = nil,
    email: String = "amina@example.org"
  ) async throws -> Person {
    let administration =
      if let administration { administration } else { try await self.administration() }
    let account = try await acting(as: somebody([.coordinator], of: administration)) {
      try await accounts.createAccount(
        .with {
          $0.name = "Amina Diallo"
          $0.username = username
          $0.email = email
          $0.language = "fr"
        }
      ).account
    }
    return Person(
      account: account,
      password: try await reveal(.temporaryPassword, account.id, 1))
  }

  /// The same after the person chose a password and confirmed the profile.
  func learner(
    _ username: String = "amina", of administration: UUID? = nil,
    email: String = "amina@example.org"
  ) async throws -> Person {
    let newcomer = try await newcomer(username, of: administration, email: email)
    let token = try await signIn(username, newcomer.password).token
    try await acting(as: token) {
      _ = try await passwords.changePassword(
        .with {
          $0.currentPassword = newcomer.password
          $0.newPassword = Self.goodPassword
        })
      _ = try await accounts.updateProfile(Self.profile(email: email, version: 1))
      _ = try await sessions.signOut(.init())
    }
    return Person(account: newcomer.account, password: Self.goodPassword)
  }

  static func profile(
    email: String = "amina@example.org", version: Int64
  ) -> Clikc_Identity_V1_UpdateProfileRequest {
    .with {
      $0.name = "Amina Diallo"
      $0.email = email
      $0.language = "fr"
      $0.city = "Dakar"
      $0.country = "SN"
      $0.timeZone = "Africa/Dakar"
      $0.description_p = "Risk analyst"
      $0.version = version
    }
  }

  func publishPolicy(material: Bool, by publisher: Person) async throws -> Int32 {
    let principal = Principal(
      accountID: publisher.id, sessionID: UUID(), roles: [.administrator], administrationID: nil,
      language: "en", name: "Admin")
    return try await acting(as: principal) {
      try await policies.publishPolicy(
        .with {
          $0.texts = Self.policyTexts
          $0.material = material
        }
      ).version
    }
  }

  /// An administrator made by the operator's command.
  func administrator() async throws -> Person {
    let answer = try await bootstrap.createAdministrator(
      .with {
        $0.name = "Site Admin"
        $0.username = "admin"
        $0.email = "admin@example.org"
        $0.language = "en"
      }, metadata: [CallMetadata.caller: "clikcctl"])
    return Person(account: answer.account, password: answer.temporaryPassword)
  }

  /// Catalogue tells that people take part in one course.
  func enrol(_ people: UUID...) async throws {
    let course = UUID()
    for person in people {
      try await pool.transaction { connection in
        try await CourseMemberStore(connection).put(
          account: person, course: course, active: true, version: 1)
      }
    }
  }

  func requestReset(username: String) async throws {
    _ = try await passwords.requestPasswordReset(.with { $0.username = username })
    await work.resets.drain()
  }

  func requestReset(email: String) async throws {
    _ = try await passwords.requestPasswordReset(.with { $0.email = email })
    await work.resets.drain()
  }

  /// The token of the newest reset mail.
  func mailedToken() async throws -> String {
    let event = try #require(
      try await events(Clikc_Identity_V1_PasswordResetRequested.self).last)
    return try await reveal(.passwordReset, event.accountID, event.secretSerial)
  }

  func resetPassword(_ token: String, to password: String) async throws {
    _ = try await passwords.resetPassword(
      .with {
        $0.token = token
        $0.newPassword = password
      })
  }
}
