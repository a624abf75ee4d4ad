extension SigningKey {
  /// Loads a key as operators keep it: PKCS #8 in PEM form, or the 32 secret bytes in base64url; `malformedKey` for
  /// anything else.
  public init(text: String) throws(CryptographyError) {
    if text.hasPrefix(pemBeginning) {
      try self.init(pem: text)
    } else {
      try self.init(seed: Cryptography.bytes(base64URL: text) ?? [])
    }
  }
}

extension VerificationKey {
  /// Loads a key as operators keep it: SubjectPublicKeyInfo in PEM form, or its 32 bytes in base64url;
  /// `malformedKey` for anything else.
  public init(text: String) throws(CryptographyError) {
    if text.hasPrefix(pemBeginning) {
      try self.init(pem: text)
    } else {
      try self.init(bytes: Cryptography.bytes(base64URL: text) ?? [])
    }
  }
}

/// RFC 7468, section 2.
private let pemBeginning = "-----BEGIN "
