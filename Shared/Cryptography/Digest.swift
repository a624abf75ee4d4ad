internal import COpenSSL

/// The 32 bytes of the SHA-256 (FIPS 180-4) of `message`.
public func sha256(_ message: [UInt8]) -> [UInt8] {
  var digest = [UInt8](repeating: 0, count: 32)
  _ = SHA256(message, message.count, &digest)
  return digest
}

/// The 32 bytes of the HMAC-SHA256 (RFC 2104) of `message` under `key`.
public func hmacSHA256(
  _ message: [UInt8], key: [UInt8]
) throws(CryptographyError) -> [UInt8] {
  try hmac(EVP_sha256(), bytes: 32, message, key: key)
}

/// The 20 bytes of the HMAC-SHA-1 (RFC 2104) of `message` under `key`: for the one-time passwords of
/// RFC 4226 only, where SHA-1's weakness does not matter.
public func hmacSHA1(
  _ message: [UInt8], key: [UInt8]
) throws(CryptographyError) -> [UInt8] {
  try hmac(EVP_sha1(), bytes: 20, message, key: key)
}

private func hmac(
  _ algorithm: OpaquePointer?, bytes: Int, _ message: [UInt8], key: [UInt8]
) throws(CryptographyError) -> [UInt8] {
  var digest = [UInt8](repeating: 0, count: bytes)
  var count: UInt32 = 0
  let result = HMAC(
    algorithm, key, Int32(key.count), message, message.count, &digest, &count)
  guard result != nil, count == bytes else {
    ERR_clear_error()
    throw .operationFailed("HMAC")
  }
  return digest
}

/// Whether two secrets are equal, in a time that depends on their length only.
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  return CRYPTO_memcmp(left, right, left.count) == 0
}
