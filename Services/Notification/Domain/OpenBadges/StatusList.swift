package import Foundation

/// A list of places of which those are set whose certificates were taken back or superseded (Bitstring Status List 1.0).
package enum StatusList {
  /// Places of a list, the fewest that the specification allows.
  package static let length = 131_072
  /// For how many seconds an answer may be used again.
  package static let freshness = 30
  /// Seconds after which a list that somebody kept says nothing any more.
  package static let lifetime: TimeInterval = 3600

  /// The places as bits, the first in the highest bit of the first byte; those outside the list are left out.
  package static func bits(_ indexes: [Int32]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.length / 8)
    for index in indexes where (0..<Int32(Self.length)).contains(index) {
      bytes[Int(index) / 8] |= 0x80 >> UInt8(index % 8)
    }
    return bytes
  }
}

/// The list as a credential.
package struct StatusListCredential: SecuredCredential {
  /// The list itself.
  package struct Subject: Encodable, Equatable, Sendable {
    package let id: String
    package let type = "BitstringStatusList"
    package let statusPurpose = "revocation"
    package let encodedList: String
    /// Milliseconds.
    package let ttl = StatusList.freshness * 1000
  }

  package let id: String
  package let issuerID: String
  package let validity: CredentialValidity
  package let credentialSubject: Subject

  /// `encoded` is gzip of the bits in base64url, with the `u` of multibase before it.
  package init(_ number: Int32, encoded: String, at now: Date, site: SiteAddress) {
    self.id = site.statusList(number)
    self.issuerID = site.credentialIssuer
    self.validity = CredentialValidity(from: now, until: now + StatusList.lifetime)
    self.credentialSubject = Subject(id: self.id + "#list", encodedList: encoded)
  }

  package var subjectID: String { self.credentialSubject.id }

  private enum Key: String, CodingKey {
    case context = "@context"
    case id, type, issuer, credentialSubject
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode([BadgeContext.credentials], forKey: .context)
    try container.encode(self.id, forKey: .id)
    try container.encode(
      ["VerifiableCredential", "BitstringStatusListCredential"], forKey: .type)
    try container.encode(self.issuerID, forKey: .issuer)
    try self.validity.encode(to: encoder)
    try container.encode(self.credentialSubject, forKey: .credentialSubject)
  }
}
