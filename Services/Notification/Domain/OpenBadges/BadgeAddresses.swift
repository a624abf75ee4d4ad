package import Foundation

/// Where the public documents lie that a digital credential points to. None of these addresses ever changes: they
/// stand in credentials that people keep.
extension SiteAddress {
  /// The issuer's profile; the issuer's identifier, too.
  package var credentialIssuer: String { "\(self.root)/api/v1/credentials/issuer" }

  /// A version of a course as an achievement; the achievement's identifier, too.
  package func achievement(courseID: UUID, version: Int64) -> String {
    "\(self.root)/api/v1/credentials/achievements/\(courseID.uuidString.lowercased())/\(version)"
  }

  /// The set of all keys that sign or signed.
  package var credentialKeys: String { "\(self.root)/api/v1/credentials/keys" }

  /// One key of the set, by its name in base64url.
  package func credentialKey(_ name: String) -> String { "\(self.credentialKeys)/\(name)" }

  /// A list of places, counted from 0.
  package func statusList(_ number: Int32) -> String {
    "\(self.root)/api/v1/credentials/status-lists/\(number)"
  }

  /// The same certificates as a list of identifiers.
  package func revocationList(_ number: Int32) -> String {
    "\(self.root)/api/v1/credentials/revocation-lists/\(number)"
  }
}
