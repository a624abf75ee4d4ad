internal import Authentication
internal import Cryptography
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Secrets: what only the writer of mails may ask.
package struct SecretsService: Clikc_Identity_V1_Secrets.SimpleServiceProtocol {
  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  /// The same secret every time, as long as it is in force. Where a hash is stored, it is compared with it first:
  /// after a change of the key no mail goes out with a secret that opens nothing.
  package func revealSecret(
    request: Clikc_Identity_V1_RevealSecretRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RevealSecretResponse {
    try CallOrigin.require("notification")
    guard let account = UUID(uuidString: request.accountID) else {
      throw Refusal(.notFound, "SECRET_UNKNOWN")
    }
    let secret =
      switch request.purpose {
      case .temporaryPassword: try await temporaryPassword(account, request.serial)
      case .passwordReset: try await resetToken(account, request.serial)
      default: throw Refusal.fields(["purpose": .unknownPurpose])
      }
    return .with { $0.secret = secret }
  }

  private func temporaryPassword(_ account: UUID, _ serial: Int64) async throws -> String {
    guard let credential = try await CredentialStore(work.pool).find(account) else {
      throw Refusal(.notFound, "SECRET_UNKNOWN")
    }
    let password = try work.secrets.temporaryPassword(account: account, serial: serial)
    guard credential.reveals(temporary: serial, now: work.now()) else {
      throw Refusal(.failedPrecondition, "SECRET_GONE")
    }
    guard
      credential.isDerived
        ? true
        : try await work.hasher.verify(
          password, against: credential.passwordHash)
    else { throw Refusal(.failedPrecondition, "SECRET_GONE") }
    return password
  }

  private func resetToken(_ account: UUID, _ serial: Int64) async throws -> String {
    let text = try work.secrets.resetToken(account: account, serial: serial)
    guard let token = try await ResetTokenStore(work.pool).find(account: account, serial: serial)
    else { throw Refusal(.notFound, "SECRET_UNKNOWN") }
    let stored = try await ResetTokenStore(work.pool).find(hash: Token(text).hash)
    guard token.standing(at: work.now()) == .usable, stored == token else {
      throw Refusal(.failedPrecondition, "SECRET_GONE")
    }
    return text
  }
}
