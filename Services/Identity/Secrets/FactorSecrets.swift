internal import Cryptography
package import Foundation
package import IdentityDomain

/// Seals the keys of second factors, and hashes recovery codes, under keys derived from the service's
/// secret. Another secret voids both.
package struct FactorSecrets: Sendable {
  private let sealingKey: [UInt8]
  private let codeKey: [UInt8]

  /// Derives from the service's secret.
  package init(secret: [UInt8]) throws {
    sealingKey = try hmacSHA256(Array("clikc second factor key".utf8), key: secret)
    codeKey = try hmacSHA256(Array("clikc recovery code".utf8), key: secret)
  }

  /// A new key: 160 bits, as RFC 4226 advises.
  package func newKey() throws -> [UInt8] { try randomBytes(20) }

  package func seal(_ key: [UInt8], of account: UUID) throws -> [UInt8] {
    try SealedBox.seal(key, key: sealingKey, context: Self.bytes(account))
  }

  package func open(_ sealed: [UInt8], of account: UUID) throws -> [UInt8] {
    try SealedBox.open(sealed, key: sealingKey, context: Self.bytes(account))
  }

  /// The codes of a key.
  package func codes(of key: [UInt8]) -> TOTP { TOTP(key: key) { try hmacSHA1($0, key: $1) } }

  /// Ten new recovery codes.
  package func newRecoveryCodes() throws -> [RecoveryCode] {
    var codes: Set<RecoveryCode> = []
    while codes.count < RecoveryCode.count {
      if let code = RecoveryCode(random: try randomBytes(RecoveryCode.bytes)) { codes.insert(code) }
    }
    return Array(codes)
  }

  /// The form in which a recovery code is stored.
  package func hash(_ code: RecoveryCode, of account: UUID) throws -> [UInt8] {
    try hmacSHA256(Self.bytes(account) + Array(code.plain.utf8), key: codeKey)
  }

  private static func bytes(_ account: UUID) -> [UInt8] {
    withUnsafeBytes(of: account.uuid) { Array($0) }
  }
}
