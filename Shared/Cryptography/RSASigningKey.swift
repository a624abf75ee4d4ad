internal import COpenSSL

/// An RSA private key of 2048 bits or more that signs SHA-256 digests (RFC 8017 §8.2, PKCS #1 v1.5), as
/// DKIM wants it. May be used by several tasks at once.
public struct RSASigningKey: Sendable {
  private let handle: KeyHandle

  /// Loads an unencrypted key in PEM form; `malformedKey` when there is none, or a shorter one.
  public init(pem: String) throws(CryptographyError) {
    handle = try withPEM(pem, kind: EVP_PKEY_RSA) {
      PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil)
    }
    guard EVP_PKEY_get_bits(handle.pointer) >= 2048 else { throw .malformedKey }
  }

  /// The signature of `message`. The same message always gives the same signature.
  public func signature(of message: [UInt8]) throws(CryptographyError) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { throw .operationFailed("EVP_MD_CTX_new") }
    defer { EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(handle.pointer)))
    var count = signature.count
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, handle.pointer) == 1,
      EVP_DigestSign(context, &signature, &count, message, message.count) == 1
    else {
      ERR_clear_error()
      throw .operationFailed("EVP_DigestSign")
    }
    return Array(signature.prefix(count))
  }
}
