internal import COpenSSL

/// An Ed25519 public key (RFC 8032). May be used by several tasks at once.
public struct VerificationKey: Sendable {
  private let handle: KeyHandle
  /// The 32 bytes of the key.
  public let bytes: [UInt8]

  /// Loads a key from its 32 bytes; `malformedKey` for any other count.
  public init(bytes: [UInt8]) throws(CryptographyError) {
    guard bytes.count == 32 else { throw .malformedKey }
    handle = try KeyHandle(
      owning: EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count))
    self.bytes = bytes
  }

  /// Loads a SubjectPublicKeyInfo in PEM form; `malformedKey` when there is none.
  public init(pem: String) throws(CryptographyError) {
    handle = try withPEM(pem) { PEM_read_bio_PUBKEY($0, nil, { _, _, _, _ in -1 }, nil) }
    bytes = try handle.publicBytes()
  }

  /// The first 8 bytes of the SHA-256 of the key: its name among published keys.
  public var keyID: [UInt8] { Array(sha256(bytes).prefix(8)) }

  /// Whether `signature` is this key's signature of `message`; false for any malformed signature.
  public func accepts(
    _ signature: [UInt8], of message: [UInt8]
  ) throws(CryptographyError) -> Bool {
    guard signature.count == 64 else { return false }
    guard let context = EVP_MD_CTX_new() else { throw .operationFailed("EVP_MD_CTX_new") }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit(context, nil, nil, nil, handle.pointer) == 1 else {
      ERR_clear_error()
      throw .operationFailed("EVP_DigestVerifyInit")
    }
    defer { ERR_clear_error() }
    return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
