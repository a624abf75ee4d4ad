package import Foundation

/// What an account signs in with, as it is kept: a hash, never the password.
package struct Credential: Equatable, Sendable {
  package let account: UUID
  /// An Argon2id PHC string, or ``derivedMark``.
  package var passwordHash: String
  /// Which temporary password was issued last, from 1.
  package var temporarySerial: Int64
  /// When the temporary password stops working; nil once the person chose one of their own.
  package var temporaryExpiresAt: Date?
  /// Which reset token was issued last; 0 before the first.
  package var resetSerial: Int64
  /// Whether nobody may sign in with it for now.
  package var isSuspended: Bool

  package init(
    account: UUID, passwordHash: String, temporarySerial: Int64, temporaryExpiresAt: Date?,
    resetSerial: Int64, isSuspended: Bool = false
  ) {
    self.account = account
    self.passwordHash = passwordHash
    self.temporarySerial = temporarySerial
    self.temporaryExpiresAt = temporaryExpiresAt
    self.resetSerial = resetSerial
    self.isSuspended = isSuspended
  }

  /// What stands in place of a hash while a temporary password is in force: it is derived again and compared.
  package static let derivedMark = "$derived$"

  /// The credential of a temporary password that is valid from `now`.
  package static func derived(_ account: UUID, serial: Int64, now: Date) -> Credential {
    Credential(
      account: account, passwordHash: derivedMark, temporarySerial: serial,
      temporaryExpiresAt: now.addingTimeInterval(TemporaryPassword.lifetime), resetSerial: 0)
  }

  /// Whether the password in force is derived and has no hash.
  package var isDerived: Bool { passwordHash == Self.derivedMark }

  /// Whether the same password is in force as in `other`.
  package func hasPassword(of other: Credential) -> Bool {
    passwordHash == other.passwordHash && temporarySerial == other.temporarySerial
  }

  /// Whether the password in force is a temporary one, which must be changed at the first login.
  package var isTemporary: Bool { temporaryExpiresAt != nil }

  /// Whether the temporary password stopped working; its own end is too late.
  package func isExpired(at now: Date) -> Bool {
    guard let temporaryExpiresAt else { return false }
    return now >= temporaryExpiresAt
  }

  /// What is compared with the hash: a temporary password is often pasted with white space around
  /// it, one of the person's own is taken exactly as sent.
  package func candidate(_ typed: String) -> String {
    isTemporary ? TemporaryPassword.trimmed(typed) : typed
  }

  /// Whether the temporary password of `serial` may be mailed at `now`: still in force, not replaced.
  package func reveals(temporary serial: Int64, now: Date) -> Bool {
    isTemporary && serial == temporarySerial && !isExpired(at: now) && !isSuspended
  }
}
