public import Cryptography
internal import Foundation

/// A statement with the signature of the key that is named in it.
public struct SignedStatement: Hashable, Sendable {
  /// What verifying a signature comes to.
  public enum Verdict: Hashable, Sendable {
    /// The key it names is known and signed it.
    case holds
    /// The key it names is known and did not sign it.
    case broken
    /// It names a key that is not known.
    case unknownKey
  }

  /// What is said; not to be believed before `verdict` says that it holds.
  public let statement: CertificateStatement
  /// The name of the key, as `VerificationKey.keyID`.
  public let keyID: [UInt8]
  private let signature: [UInt8]

  /// Signs a statement. The same statement and key always make the same signature.
  public init(_ statement: CertificateStatement, by key: SigningKey) throws(CryptographyError) {
    self.statement = statement
    self.keyID = key.verificationKey.keyID
    self.signature = try key.signature(of: Self.message(statement, self.keyID))
  }

  /// Reads `text`, or the address of a QR code that carries it as `s`; nil for anything else.
  public init?(_ text: String) {
    guard text.utf8.count <= 2048 else { return nil }
    var encoded = text
    if text.contains("?") {
      let items = URLComponents(string: text)?.queryItems ?? []
      guard let value = items.first(where: { $0.name == "s" })?.value else { return nil }
      encoded = value
    }
    guard let all = bytes(base64URL: encoded), all.count > 9 + 64, all[0] == Self.version,
      let statement = CertificateStatement(bytes: all[9..<all.count - 64])
    else { return nil }
    self.statement = statement
    self.keyID = Array(all[1..<9])
    self.signature = Array(all.suffix(64))
  }

  /// Version, key, statement, signature in base64url.
  public var text: String {
    base64URL(Self.message(self.statement, self.keyID) + self.signature)
  }

  /// Whether one of `keys` signed it.
  public func verdict(under keys: [VerificationKey]) throws(CryptographyError) -> Verdict {
    guard let key = keys.first(where: { $0.keyID == self.keyID }) else { return .unknownKey }
    let message = Self.message(self.statement, self.keyID)
    return try key.accepts(self.signature, of: message) ? .holds : .broken
  }

  private static let version: UInt8 = 1

  private static func message(_ statement: CertificateStatement, _ keyID: [UInt8]) -> [UInt8] {
    [Self.version] + keyID + statement.bytes
  }
}
