import Cryptography
import Testing

@Suite("A sealed box")
struct SealedBoxTests {
  private let key = [UInt8](repeating: 7, count: 32)

  @Test("gives back what was put in, and never looks the same twice", arguments: [0, 1, 20, 1000])
  func roundTrip(count: Int) throws {
    let message = [UInt8](repeating: 42, count: count)
    let sealed = try SealedBox.seal(message, key: key, context: [1])
    #expect(sealed.count == count + 28)
    #expect(try SealedBox.open(sealed, key: key, context: [1]) == message)
    #expect(try SealedBox.seal(message, key: key, context: [1]) != sealed)
  }

  @Test("does not open for another key or context, nor when any bit was changed")
  func closed() throws {
    let sealed = try SealedBox.seal(Array("secret".utf8), key: key, context: [1])
    let other = [UInt8](repeating: 8, count: 32)
    #expect(throws: CryptographyError.malformedKey) {
      try SealedBox.open(sealed, key: other, context: [1])
    }
    #expect(throws: CryptographyError.malformedKey) {
      try SealedBox.open(sealed, key: key, context: [2])
    }
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(throws: CryptographyError.malformedKey) {
        try SealedBox.open(changed, key: key, context: [1])
      }
    }
    #expect(throws: CryptographyError.malformedKey) {
      try SealedBox.open([1, 2, 3], key: key, context: [1])
    }
  }

  @Test("HMAC-SHA-1 is that of RFC 2202")
  func sha1() throws {
    let tag = try hmacSHA1(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(hexadecimal(tag) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
  }
}
