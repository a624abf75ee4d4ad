import Authentication
import AuthenticationContract
import Cryptography
import Foundation
import SwiftProtobuf
import Testing

@Suite("A signed principal")
struct PrincipalTests {
  private let key: SigningKey
  private let now = Date(timeIntervalSince1970: 1_800_000_000)
  private let principal = Principal(
    accountID: UUID(), sessionID: UUID(), roles: [.tutor], administrationID: UUID(),
    language: "ar", name: "هرمس")

  init() throws { key = try SigningKey(seed: [UInt8](repeating: 7, count: 32)) }

  @Test("is believed while it is current, and says all that was stated")
  func believed() throws {
    let signed = try PrincipalSigner(key: key).sign(principal, now: now)

    let verified = try PrincipalVerifier(keys: [key.verificationKey]).verify(
      signed, now: now.addingTimeInterval(59))

    #expect(verified == principal)
    #expect(verified.has(.learner))
  }

  @Test("is refused when it is too old, or from the future", arguments: [-6.0, 65.0, 3600])
  func expired(after seconds: TimeInterval) throws {
    let signed = try PrincipalSigner(key: key).sign(principal, now: now)

    #expect(throws: PrincipalFault.expired) {
      try PrincipalVerifier(keys: [key.verificationKey]).verify(
        signed, now: now.addingTimeInterval(seconds))
    }
  }

  @Test("is not believed beyond the end it was given, and no longer for a late one")
  func endsEarly() throws {
    let verifier = PrincipalVerifier(keys: [key.verificationKey])
    let soon = try PrincipalSigner(key: key).sign(principal, now: now, until: now + 10)
    let late = try PrincipalSigner(key: key).sign(principal, now: now, until: now + 3600)

    #expect(try verifier.verify(soon, now: now + 14) == principal)
    #expect(throws: PrincipalFault.expired) { try verifier.verify(soon, now: now + 15) }
    #expect(try verifier.verify(late, now: now + 64) == principal)
    #expect(throws: PrincipalFault.expired) { try verifier.verify(late, now: now + 65) }
  }

  @Test("is the same bytes all through a period, and other bytes in the next")
  func alike() throws {
    let signer = PrincipalSigner(key: key)
    let made = try [0, 0.5, 19.999, 20].map { seconds -> [UInt8] in
      try signer.sign(principal, now: now.addingTimeInterval(seconds)).serializedBytes()
    }

    #expect(Set(made.dropLast()).count == 1)
    #expect(made[2] != made[3])
  }

  @Test("that was believed before is held against the clock again")
  func expiresInMemory() throws {
    let verifier = PrincipalVerifier(keys: [key.verificationKey])
    let bytes: [UInt8] = try PrincipalSigner(key: key).sign(principal, now: now).serializedBytes()

    #expect(try verifier.verify(bytes: bytes, now: now) == principal)
    #expect(try verifier.verify(bytes: bytes, now: now.addingTimeInterval(40)) == principal)
    #expect(throws: PrincipalFault.expired) {
      try verifier.verify(bytes: bytes, now: now.addingTimeInterval(66))
    }
  }

  @Test("that was believed before does not make a forged one believed")
  func forgedAfterwards() throws {
    let verifier = PrincipalVerifier(keys: [key.verificationKey])
    let bytes: [UInt8] = try PrincipalSigner(key: key).sign(principal, now: now).serializedBytes()
    #expect(try verifier.verify(bytes: bytes, now: now) == principal)

    for index in bytes.indices {
      var forged = bytes
      forged[index] ^= 1
      #expect(throws: PrincipalFault.self) { try verifier.verify(bytes: forged, now: now) }
    }
  }

  @Test("is refused when any byte of it was changed")
  func forged() throws {
    let signed = try PrincipalSigner(key: key).sign(principal, now: now)
    let verifier = PrincipalVerifier(keys: [key.verificationKey])

    for index in signed.principal.indices {
      var forged = signed
      forged.principal[index] ^= 1
      #expect(throws: PrincipalFault.signature) { try verifier.verify(forged, now: now) }
    }
  }

  @Test("is refused when another key signed it")
  func otherKey() throws {
    let signed = try PrincipalSigner(key: .generate()).sign(principal, now: now)

    #expect(throws: PrincipalFault.unknownKey) {
      try PrincipalVerifier(keys: [key.verificationKey]).verify(signed, now: now)
    }
  }

  @Test("cannot live longer than a minute, whatever its maker says")
  func longLived() throws {
    let signed = try PrincipalSigner(key: key).sign(principal, now: now, lifetime: 3600)

    #expect(throws: PrincipalFault.expired) {
      try PrincipalVerifier(keys: [key.verificationKey]).verify(
        signed, now: now.addingTimeInterval(70))
    }
  }
}
