/// A public Ed25519 key as a JSON Web Key (RFC 7517, RFC 8037).
package struct CredentialKey: Encodable, Equatable, Sendable {
  package let kty = "OKP"
  package let crv = "Ed25519"
  /// The 32 bytes of the key in base64url.
  package let x: String
  package let alg = "EdDSA"
  package let use = "sig"
  /// Where the key lies by itself.
  package let kid: String

  /// `name` is its name in base64url.
  package init(x: String, name: String, site: SiteAddress) {
    self.x = x
    self.kid = site.credentialKey(name)
  }
}

/// Several of them (RFC 7517, section 5).
package struct CredentialKeySet: Encodable, Equatable, Sendable {
  package let keys: [CredentialKey]

  package init(_ keys: [CredentialKey]) { self.keys = keys }
}

/// What stands before the payload of a signed credential; Open Badges 3.0, 8.2.3, allows these members alone.
package struct CredentialHeader: Encodable, Equatable, Sendable {
  package let alg = "EdDSA"
  package let kid: String
  package let jwk: Bare
  package let typ: String

  /// The key without the names it goes by.
  package struct Bare: Encodable, Equatable, Sendable {
    package let kty: String
    package let crv: String
    package let x: String
  }

  package init(key: CredentialKey, type: String) {
    self.kid = key.kid
    self.jwk = Bare(kty: key.kty, crv: key.crv, x: key.x)
    self.typ = type
  }
}
