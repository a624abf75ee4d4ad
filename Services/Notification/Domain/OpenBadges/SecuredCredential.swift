package import Foundation

/// A credential that can be secured as a JWT.
package protocol SecuredCredential: Encodable, Sendable {
  var id: String { get }
  var issuerID: String { get }
  var subjectID: String { get }
  var validity: CredentialValidity { get }
}

/// The payload of a VC-JWT: the credential itself, and beside its members the claims that repeat them (Open Badges
/// 3.0, 8.2.4.1; RFC 7519, 4.1).
package struct CredentialClaims<Credential: SecuredCredential>: Encodable {
  private let credential: Credential

  package init(_ credential: Credential) { self.credential = credential }

  private enum Claim: String, CodingKey { case iss, jti, sub, nbf, exp }

  package func encode(to encoder: any Encoder) throws {
    try self.credential.encode(to: encoder)
    var claims = encoder.container(keyedBy: Claim.self)
    try claims.encode(self.credential.issuerID, forKey: .iss)
    try claims.encode(self.credential.id, forKey: .jti)
    try claims.encode(self.credential.subjectID, forKey: .sub)
    try claims.encode(Self.seconds(self.credential.validity.from), forKey: .nbf)
    try claims.encodeIfPresent(self.credential.validity.until.map(Self.seconds), forKey: .exp)
  }

  private static func seconds(_ date: Date) -> Int64 {
    Int64(date.timeIntervalSince1970.rounded(.down))
  }
}

/// The JSON of credentials and what belongs to them: members by name, so that the same value is the same bytes.
package enum CredentialJSON {
  package static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}
