import Cryptography
package import NotificationDomain

/// How the token of a credential says what it is.
package enum CredentialType: String, Sendable {
  /// As Open Badges 3.0, 8.2.3, asks for.
  case badge = "JWT"
  /// As Securing Verifiable Credentials using JOSE and COSE has it.
  case list = "vc+jwt"
}

extension CertificateSeal {
  /// The keys as others take them, the one that signs first.
  package func credentialKeys(_ site: SiteAddress) -> [CredentialKey] {
    self.keys.map {
      CredentialKey(x: base64URL($0.bytes), name: base64URL($0.keyID), site: site)
    }
  }

  /// A credential secured as VC-JWT: a compact JWS (RFC 7515, 7.1). The same credential and key always make the same.
  package func token(
    _ credential: some SecuredCredential, _ type: CredentialType, site: SiteAddress
  ) throws -> String {
    guard let key = self.credentialKeys(site).first else { throw MissingRow(what: "key") }
    let header = try CredentialJSON.bytes(CredentialHeader(key: key, type: type.rawValue))
    let payload = try CredentialJSON.bytes(CredentialClaims(credential))
    let message = "\(base64URL(header)).\(base64URL(payload))"
    return "\(message).\(base64URL(try self.signature(of: Array(message.utf8))))"
  }
}
