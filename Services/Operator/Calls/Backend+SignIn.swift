internal import Foundation
internal import IdentityContract
internal import SwiftProtobuf

extension Backend {
  /// Opens a session.
  func signIn(_ username: String, _ password: String) async throws -> SignedIn {
    try await attempting("signing in \(username)") {
      let answer = try await Self.timed {
        try await self.sessions.signIn(
          .with {
            $0.username = username
            $0.password = password
          })
      }
      return SignedIn(username: username, backend: self, answer: answer)
    }
  }
}

extension SignedIn {
  /// Replaces the person's password.
  func changePassword(from current: String, to new: String) async throws {
    try await attempting("changing the password of \(self.username)") {
      let answer = try await self.act { backend in
        try await backend.passwords.changePassword(
          .with {
            $0.currentPassword = current
            $0.newPassword = new
          })
      }
      self.pass(answer.gate)
    }
  }

  /// Reads the policy in `language` and says YES to it.
  func acceptPolicy(in language: String) async throws {
    try await attempting("accepting the policy as \(self.username)") {
      let answer = try await self.act { backend in
        let policy = try await backend.policies.getPolicy(.with { $0.language = language })
        return try await backend.policies.answerPolicy(
          .with {
            $0.version = policy.version
            $0.language = language
            $0.accepted = true
          })
      }
      self.pass(answer.gate)
    }
  }

  /// Looks at the profile and keeps it, with `city` and `country` where they are given.
  func confirmProfile(city: String, country: String) async throws {
    try await attempting("confirming the profile of \(self.username)") {
      let answer = try await self.act { backend in
        let account = try await backend.accounts.getProfile(.init()).account
        return try await backend.accounts.updateProfile(
          .with {
            $0.name = account.name
            $0.email = account.email
            $0.language = account.language
            $0.city = city.isEmpty ? account.city : city
            $0.country = country.isEmpty ? account.country : country
            $0.timeZone = account.timeZone
            $0.description_p = account.description_p
            $0.version = account.version
          })
      }
      self.pass(answer.gate)
    }
  }
}
