package import Foundation

/// The credentials that do not hold any more, by their identifiers and without reasons (1EdTech Revocation List Status
/// Method 1.0).
package struct RevocationList: Encodable, Equatable, Sendable {
  /// One of them.
  package struct Revoked: Encodable, Equatable, Sendable {
    package let id: String
    package let revoked = true
  }

  package let id: String
  package let issuer: String
  package let revokedCredentials: [Revoked]

  /// In the order of the identifiers, which says nothing of time.
  package init(_ number: Int32, certificates: [UUID], site: SiteAddress) {
    self.id = site.revocationList(number)
    self.issuer = site.credentialIssuer
    self.revokedCredentials = certificates.map(OpenBadgeCredential.identifier).sorted()
      .map(Revoked.init)
  }
}
