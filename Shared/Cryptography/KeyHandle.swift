internal import COpenSSL

/// Owner of one EVP_PKEY, freed with it.
///
/// `@unchecked Sendable`: the key is never changed after `init`, and OpenSSL 3 allows one EVP_PKEY to
/// be used by several threads at once as long as nobody modifies it.
final class KeyHandle: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Takes ownership of `pointer`; throws `malformedKey` for nil or a key of another kind.
  init(
    owning pointer: OpaquePointer?, kind: Int32 = EVP_PKEY_ED25519
  ) throws(CryptographyError) {
    guard let pointer else {
      ERR_clear_error()
      throw .malformedKey
    }
    guard EVP_PKEY_get_base_id(pointer) == kind else {
      EVP_PKEY_free(pointer)
      throw .malformedKey
    }
    self.pointer = pointer
  }

  deinit { EVP_PKEY_free(pointer) }

  /// The 32 bytes of the public key (RFC 8032 §5.1.5).
  func publicBytes() throws(CryptographyError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    var count = bytes.count
    guard EVP_PKEY_get_raw_public_key(pointer, &bytes, &count) == 1, count == 32 else {
      ERR_clear_error()
      throw .malformedKey
    }
    return bytes
  }
}

/// Reads a PEM text by `read`; encrypted keys are refused instead of asking a terminal.
func withPEM(
  _ text: String, kind: Int32 = EVP_PKEY_ED25519, _ read: (OpaquePointer) -> OpaquePointer?
) throws(CryptographyError) -> KeyHandle {
  let bytes = Array(text.utf8)
  guard !bytes.isEmpty, bytes.count <= 16_384 else { throw .malformedKey }
  let key = bytes.withUnsafeBytes { buffer -> OpaquePointer? in
    guard let bio = BIO_new_mem_buf(buffer.baseAddress, Int32(buffer.count)) else { return nil }
    defer { BIO_free(bio) }
    return read(bio)
  }
  return try KeyHandle(owning: key, kind: kind)
}
