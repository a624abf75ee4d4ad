import CArgon2
import Foundation
import Testing

@testable import identity

@Suite("A stored hash")
struct PasswordHashTests {
  @Test(
    "is written and worked out as libargon2 does it",
    arguments: [(8, 1, 1), (64, 2, 1), (47_104, 2, 1), (256, 3, 4)] as [(UInt32, UInt32, UInt32)])
  func asLibrary(memory: UInt32, passes: UInt32, lanes: UInt32) throws {
    let (password, salt) = (Array("كلمة Harbour 7".utf8), Array("sixteen of salt!".utf8))
    var encoded = [CChar](repeating: 0, count: 200)
    let code = argon2id_hash_encoded(
      passes, memory, lanes, password, password.count, salt, salt.count, 32, &encoded, 200)
    #expect(code == ARGON2_OK.rawValue)
    let text = String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    let parameters = PasswordHasher.Parameters(memoryKiB: memory, passes: passes, lanes: lanes)

    let digest = try Argon2.digest(of: password, salt: salt, parameters, length: 32)
    let hash = PasswordHash(parameters: parameters, salt: salt, digest: digest)
    #expect(hash.text == text)
    #expect(PasswordHash(text) == hash)
    #expect(argon2id_verify(hash.text, password, password.count) == ARGON2_OK.rawValue)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", "$argon2id$", "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
      "$argon2id$v=16$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
      "$argon2id$v=19$t=1,m=64,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
      "$argon2id$v=19$m=64,t=0,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
      "$argon2id$v=19$m=4294967295,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
      "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$aGFzaGhhc2g",
      "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g=",
      "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbH-$aGFzaGhhc2g",
      "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g$",
    ])
  func malformed(text: String) {
    #expect(PasswordHash(text) == nil)
  }

  @Test("that asks for less than libargon2 takes is an error, not a crash")
  func refused() {
    let tiny = PasswordHasher.Parameters(memoryKiB: 1, passes: 1, lanes: 1)
    #expect(throws: HashingError.self) {
      try Argon2.digest(of: [1], salt: Array(repeating: 0, count: 16), tiny, length: 32)
    }
  }
}
