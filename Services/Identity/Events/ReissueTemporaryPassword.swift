package import Foundation
package import IdentityDomain
package import Postgres

/// Gives an account that has no password of its own the next temporary one, which ends the one before,
/// and has the account mail sent with it.
package struct ReissueTemporaryPassword: Sendable {
  private let secrets: SecretDeriver

  package init(_ secrets: SecretDeriver) { self.secrets = secrets }

  /// Writes credential and event. The transaction holds the lock on the credential, and the caller has
  /// seen that it is temporary.
  package func callAsFunction(
    _ credential: Credential, of account: Account, now: Date, in connection: PostgresConnection
  ) async throws -> Credential {
    var next = credential
    next.temporarySerial = try secrets.temporarySerial(
      from: credential.temporarySerial + 1, of: account)
    next.temporaryExpiresAt = now.addingTimeInterval(TemporaryPassword.lifetime)
    next.passwordHash = Credential.derivedMark
    try await CredentialStore(connection).reissue(next, now: now)
    try await AccountEvents.append(
      [AccountEvents.created(account, secret: next)], of: account.id, now: now, in: connection)
    return next
  }
}
