internal import Cryptography
package import Foundation
package import IdentityDomain

/// Derives what is mailed from a key, an account and a serial, so that the same mail can be written
/// again while only hashes are stored.
package struct SecretDeriver: Sendable {
  private let key: [UInt8]

  /// `key` must be secret and stay the same: another one ends every secret on its way.
  package init(key: [UInt8]) { self.key = key }

  /// The temporary password of an account and serial.
  package func temporaryPassword(account: UUID, serial: Int64) throws -> String {
    try TemporaryPassword.derive(account: account, serial: serial) { message in
      try hmacSHA256(message, key: key)
    }.text
  }

  /// The reset token of an account and serial: 256 bits in base64url.
  package func resetToken(account: UUID, serial: Int64) throws -> String {
    let message = SecretPurpose.passwordReset.message(account: account, serial: serial)
    return base64URL(try hmacSHA256(message, key: key))
  }
}
