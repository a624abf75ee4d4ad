internal import COpenSSL

/// Keeps a secret at rest with ChaCha20-Poly1305 (RFC 8439): nobody reads or changes it without the key.
public enum SealedBox {
  private static let nonceBytes = 12
  private static let tagBytes = 16

  /// The message sealed: 12 random bytes of nonce, the cipher text, 16 bytes of tag.
  ///
  /// `key` has 32 bytes. `context` is not kept but must be the same to open it: whose secret it is, so that
  /// two cannot be exchanged. One key may seal 2^32 messages.
  public static func seal(
    _ message: [UInt8], key: [UInt8], context: [UInt8]
  ) throws(CryptographyError) -> [UInt8] {
    let nonce = try randomBytes(nonceBytes)
    let sealed = try run(message, key: key, nonce: nonce, context: context, tag: nil)
    return nonce + sealed.text + sealed.tag
  }

  /// The message; `malformedKey` when the key or context is another one or the bytes were changed.
  public static func open(
    _ sealed: [UInt8], key: [UInt8], context: [UInt8]
  ) throws(CryptographyError) -> [UInt8] {
    guard sealed.count >= nonceBytes + tagBytes else { throw .malformedKey }
    let text = Array(sealed.dropFirst(nonceBytes).dropLast(tagBytes))
    return try run(
      text, key: key, nonce: Array(sealed.prefix(nonceBytes)), context: context,
      tag: Array(sealed.suffix(tagBytes))
    ).text
  }

  /// Encrypts without a tag, decrypts with the one that must come out.
  private static func run(
    _ input: [UInt8], key: [UInt8], nonce: [UInt8], context: [UInt8], tag: [UInt8]?
  ) throws(CryptographyError) -> (text: [UInt8], tag: [UInt8]) {
    guard key.count == 32 else { throw .malformedKey }
    guard let cipher = EVP_CIPHER_CTX_new() else { throw .operationFailed("EVP_CIPHER_CTX_new") }
    defer { EVP_CIPHER_CTX_free(cipher) }
    let direction: Int32 = tag == nil ? 1 : 0
    var output = [UInt8](repeating: 0, count: input.count + tagBytes)
    var count: Int32 = 0
    var isWell =
      EVP_CipherInit_ex(cipher, EVP_chacha20_poly1305(), nil, key, nonce, direction) == 1
      && EVP_CipherUpdate(cipher, nil, &count, context, Int32(context.count)) == 1
      && EVP_CipherUpdate(cipher, &output, &count, input, Int32(input.count)) == 1
    guard isWell else {
      ERR_clear_error()
      throw .operationFailed("ChaCha20-Poly1305")
    }
    var proof = tag ?? [UInt8](repeating: 0, count: tagBytes)
    if tag != nil {
      isWell = EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, Int32(tagBytes), &proof) == 1
    }
    var rest = [UInt8](repeating: 0, count: tagBytes)
    var restCount: Int32 = 0
    guard isWell, EVP_CipherFinal_ex(cipher, &rest, &restCount) == 1 else {
      ERR_clear_error()
      throw .malformedKey
    }
    if tag == nil {
      isWell = EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, Int32(tagBytes), &proof) == 1
      guard isWell else { throw .operationFailed("EVP_CTRL_AEAD_GET_TAG") }
    }
    return (Array(output.prefix(Int(count))) + rest.prefix(Int(restCount)), proof)
  }
}
