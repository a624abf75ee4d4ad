import Cryptography
import Testing

@Suite struct Ed25519Tests {
  static let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
  static let published = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
  static let signature =
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"

  @Test("The first vector of RFC 8032 §7.1 comes out to the last byte")
  func vector() throws {
    let key = try SigningKey(seed: #require(bytes(hexadecimal: Self.seed)))
    #expect(hexadecimal(key.verificationKey.bytes) == Self.published)
    #expect(try hexadecimal(key.signature(of: [])) == Self.signature)
    let expected = try #require(bytes(hexadecimal: Self.signature))
    #expect(try key.verificationKey.accepts(expected, of: []))
  }

  @Test("A signature with any one bit of its message or itself changed is refused")
  func tampering() throws {
    let key = try SigningKey.generate()
    let message = try randomBytes(40)
    let signature = try key.signature(of: message)
    for bit in 0..<(64 * 8) {
      var changed = signature
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(try !key.verificationKey.accepts(changed, of: message))
    }
    for bit in 0..<(40 * 8) {
      var changed = message
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(try !key.verificationKey.accepts(signature, of: changed))
    }
    #expect(try !key.verificationKey.accepts(Array(signature.dropLast()), of: message))
    #expect(try !SigningKey.generate().verificationKey.accepts(signature, of: message))
  }

  @Test("A PEM key is the key of its bytes, and what is no Ed25519 key is refused")
  func pem() throws {
    // RFC 8410 §10.3 and §10.1: a key pair published as an example.
    let secret = try SigningKey(
      pem: """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """)
    let published = try VerificationKey(
      pem: """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """)
    #expect(secret.verificationKey.bytes == published.bytes)
    #expect(throws: CryptographyError.malformedKey) { try SigningKey(pem: "not a key") }
    #expect(throws: CryptographyError.malformedKey) { try SigningKey(pem: "") }
    #expect(throws: CryptographyError.malformedKey) { try SigningKey(seed: [1, 2, 3]) }
    #expect(throws: CryptographyError.malformedKey) { try VerificationKey(bytes: []) }
  }

  @Test(
    "A key is the same from its PEM text and from its bytes in base64url, and from nothing else")
  func text() throws {
    // RFC 8410 §10.3, as above.
    let pem = """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      -----END PRIVATE KEY-----
      """
    let plain = try SigningKey(text: "1O5y2_kTWErVttjx92n4rTr-fCjL8dT74Jeoj0R1WEI")
    let published = plain.verificationKey.bytes
    #expect(try SigningKey(text: pem).verificationKey.bytes == published)
    #expect(try VerificationKey(text: base64URL(published)).bytes == published)
    for bad in ["", "AAAA", "-----BEGIN PRIVATE KEY-----", "not a key"] {
      #expect(throws: CryptographyError.malformedKey) { try SigningKey(text: bad) }
      #expect(throws: CryptographyError.malformedKey) { try VerificationKey(text: bad) }
    }
  }

  @Test("Sixteen tasks sign and verify with one key at once")
  func concurrent() async throws {
    let key = try SigningKey.generate()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<16 {
        group.addTask {
          try (0..<50).allSatisfy { round in
            let message = [UInt8(task), UInt8(round)]
            return try key.verificationKey.accepts(key.signature(of: message), of: message)
          }
        }
      }
      for try await accepted in group { #expect(accepted) }
    }
  }
}
