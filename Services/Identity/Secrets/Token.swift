internal import Cryptography

/// What a browser holds to prove its session, or a link to prove where it was sent.
package struct Token: Sendable {
  package let text: String

  /// A token as it came in.
  package init(_ text: String) { self.text = text }

  /// A new one: 256 random bits in base64url.
  package static func random() throws -> Token { Token(base64URL(try randomBytes(32))) }

  /// SHA-256 of the text, the only form that is stored.
  package var hash: [UInt8] { sha256(Array(text.utf8)) }
}
