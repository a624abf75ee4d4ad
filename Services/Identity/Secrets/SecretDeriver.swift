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

  /// The first serial, from `serial` on, whose temporary password has neither username nor address of the account in
  /// it: nobody is given what they could not choose themselves. Nearly always `serial` itself.
  package func temporarySerial(
    from serial: Int64, account: UUID, avoiding words: IdentityWords
  ) throws -> Int64 {
    var serial = serial
    while words.occur(in: try temporaryPassword(account: account, serial: serial)) { serial += 1 }
    return serial
  }

  /// The same for an account as it is now.
  package func temporarySerial(from serial: Int64, of account: Account) throws -> Int64 {
    try temporarySerial(
      from: serial, account: account.id,
      avoiding: IdentityWords(username: account.username, email: account.email))
  }

  /// The reset token of an account and serial: 256 bits in base64url.
  package func resetToken(account: UUID, serial: Int64) throws -> String {
    let message = SecretPurpose.passwordReset.message(account: account, serial: serial)
    return base64URL(try hmacSHA256(message, key: key))
  }

  /// A new proof that a device was signed in to an account: 16 random bytes and their HMAC, in
  /// base64url. It slows guessing by others down for nobody but them, and opens nothing.
  package func deviceProof(account: UUID) throws -> String {
    let nonce = try randomBytes(16)
    return base64URL(nonce + (try deviceTag(nonce, account)))
  }

  /// Whether `proof` was made for the account.
  package func proves(_ proof: String, device account: UUID) throws -> Bool {
    guard let bytes = bytes(base64URL: proof), bytes.count == 48 else { return false }
    let tag = try deviceTag(Array(bytes.prefix(16)), account)
    return constantTimeEqual(tag, Array(bytes.suffix(32)))
  }

  private func deviceTag(_ nonce: [UInt8], _ account: UUID) throws -> [UInt8] {
    let message = SecretPurpose.deviceProof.message(account: account, serial: 0) + nonce
    return try hmacSHA256(message, key: key)
  }
}
