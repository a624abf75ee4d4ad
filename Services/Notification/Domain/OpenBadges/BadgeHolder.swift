import Foundation

/// The name of a holder for those who know it already (Open Badges 3.0, B.1.12 IdentityObject): SHA-256 of the name
/// with the salt behind it, both in UTF-8.
package struct BadgeHolder: Encodable, Equatable, Sendable {
  package let type = "IdentityObject"
  package let hashed = true
  package let identityHash: String
  package let identityType = "name"
  package let salt: String

  /// `name` is taken in Unicode's form C; `sha256` is the hash function of that name.
  package init(name: String, salt: String, sha256: ([UInt8]) -> [UInt8]) {
    let digest = sha256(Array((name.precomposedStringWithCanonicalMapping + salt).utf8))
    self.identityHash = "sha256$" + digest.map(Self.hexadecimal).joined()
    self.salt = salt
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
