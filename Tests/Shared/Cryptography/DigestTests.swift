import Cryptography
import Testing

@Suite struct DigestTests {
  @Test("SHA-256 of \"abc\" is FIPS 180-4's")
  func sha() {
    #expect(
      hexadecimal(sha256(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("HMAC-SHA256 gives test cases 1 and 2 of RFC 4231")
  func hmac() throws {
    let first = try hmacSHA256(
      Array("Hi There".utf8), key: [UInt8](repeating: 0x0b, count: 20))
    #expect(
      hexadecimal(first) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    let second = try hmacSHA256(
      Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(
      hexadecimal(second) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test("Secrets compare equal only when every byte and the length agree")
  func comparison() {
    #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
    #expect(constantTimeEqual([], []))
  }

  @Test("Text forms give back the bytes of any length, and refuse every other spelling")
  func textForms() throws {
    for count in 0...66 {
      let value = try randomBytes(count)
      #expect(value.count == count)
      #expect(bytes(hexadecimal: hexadecimal(value)) == value)
      #expect(bytes(base64URL: base64URL(value)) == value)
    }
    #expect(base64URL([0xfb, 0xff]) == "-_8")
    #expect(bytes(base64URL: "-_9") == nil)
    #expect(bytes(base64URL: "A") == nil)
    #expect(bytes(base64URL: "AA==") == nil)
    #expect(bytes(hexadecimal: "abc") == nil)
    #expect(bytes(hexadecimal: "zz") == nil)
  }
}
