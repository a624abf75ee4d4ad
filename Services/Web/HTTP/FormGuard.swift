import Cryptography

/// Ties a posted form to the browser and the session it was written for: an HMAC over the session's
/// token, or before a session over the nonce the browser keeps in a cookie.
struct FormGuard: Sendable {
  private let key: [UInt8]

  init(key: [UInt8]) { self.key = key }

  /// The token a form of this visit carries in its field `csrf`.
  func token(for origin: Visit.Origin) throws -> String {
    let bound = origin.token.map { "session:" + $0 } ?? "nonce:" + origin.nonce
    return base64URL(try hmacSHA256(Array(bound.utf8), key: key))
  }

  /// Whether a form came from a page of ours, written for this visit.
  func accepts(_ token: String, for origin: Visit.Origin) throws -> Bool {
    constantTimeEqual(Array(token.utf8), Array(try self.token(for: origin).utf8))
  }

  /// A fresh nonce.
  static func nonce() throws -> String { base64URL(try randomBytes(16)) }
}
