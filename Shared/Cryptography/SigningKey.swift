internal import COpenSSL

/// An Ed25519 private key (RFC 8032). May be used by several tasks at once.
public struct SigningKey: Sendable {
  private let handle: KeyHandle
  /// The key that verifies what this one signs.
  public let verificationKey: VerificationKey

  private init(handle: KeyHandle) throws(CryptographyError) {
    self.handle = handle
    verificationKey = try VerificationKey(bytes: handle.publicBytes())
  }

  /// Makes a new key from the system's randomness.
  public static func generate() throws(CryptographyError) -> SigningKey {
    try SigningKey(seed: randomBytes(32))
  }

  /// Loads a key from its 32 secret bytes; `malformedKey` for any other count.
  public init(seed: [UInt8]) throws(CryptographyError) {
    guard seed.count == 32 else { throw .malformedKey }
    try self.init(
      handle: KeyHandle(
        owning: EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)))
  }

  /// Loads an unencrypted PKCS #8 key in PEM form; `malformedKey` when there is none.
  public init(pem: String) throws(CryptographyError) {
    try self.init(
      handle: withPEM(pem) { PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil) })
  }

  /// The 64 bytes of the signature of `message`. The same message always gives the same signature.
  public func signature(of message: [UInt8]) throws(CryptographyError) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { throw .operationFailed("EVP_MD_CTX_new") }
    defer { EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: 64)
    var count = signature.count
    guard EVP_DigestSignInit(context, nil, nil, nil, handle.pointer) == 1,
      EVP_DigestSign(context, &signature, &count, message, message.count) == 1, count == 64
    else {
      ERR_clear_error()
      throw .operationFailed("EVP_DigestSign")
    }
    return signature
  }
}
