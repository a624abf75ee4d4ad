import CertificateStatements
import Cryptography
import Foundation
import Testing

@Suite struct SignedStatementTests {
  private let subject = UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))

  @Test("its bytes are those the document defines")
  func layout() throws {
    let key = try SigningKey(seed: Array(0..<32))
    let signed = try SignedStatement(self.statement(), by: key)

    let all = try #require(bytes(base64URL: signed.text))

    #expect(all[0] == 1)
    #expect(Array(all[1..<9]) == Array(sha256(key.verificationKey.bytes).prefix(8)))
    #expect(all[9..<13].reduce(0) { $0 << 8 | Int($1) } == 20_261_124)
    #expect(Array(all[13..<29]) == Array(sha256(Array("Zoé".utf8)).prefix(16)))
    #expect(Array(all[29..<45]) == Array(1...16))
    #expect(Array(all[45..<61]) == Array(sha256(Array("Risk Management".utf8)).prefix(16)))
    #expect(String(decoding: all[61..<(all.count - 64)], as: UTF8.self) == "CLIKC-2026-000042-6")
    #expect(
      try key.verificationKey.accepts(Array(all.suffix(64)), of: Array(all.dropLast(64))))
    #expect(signed.text.count == 192)
  }

  @Test("it is read back bare, and from the address in the QR code")
  func reading() throws {
    let key = try SigningKey.generate()
    let signed = try SignedStatement(self.statement(), by: key)

    for text in [signed.text, "https://clikc.example/verify/0M3KZ?s=\(signed.text)"] {
      let read = try #require(SignedStatement(text))
      #expect(read == signed)
      #expect(
        try read.verdict(under: [SigningKey.generate().verificationKey, key.verificationKey])
          == .holds)
    }
    #expect(try signed.verdict(under: [SigningKey.generate().verificationKey]) == .unknownKey)
  }

  @Test("any bit changed, and it is not read or does not hold")
  func changed() throws {
    let key = try SigningKey.generate()
    let all = try #require(
      bytes(base64URL: SignedStatement(self.statement(), by: key).text))

    for index in all.indices {
      var wrong = all
      wrong[index] ^= 1
      guard let read = SignedStatement(base64URL(wrong)) else { continue }
      #expect(try read.verdict(under: [key.verificationKey]) != .holds)
    }
  }

  @Test(
    "what is no statement is none",
    arguments: [
      "", "x", "AQ", "https://clikc.example/verify/0M3KZ", "https://clikc.example/?s=", "?s=%%%",
      String(repeating: "A", count: 192), String(repeating: "A", count: 4096),
    ])
  func none(text: String) {
    #expect(SignedStatement(text) == nil)
  }

  @Test("a name has one digest however its accents are written")
  func normalized() {
    #expect(CertificateStatement.digest("Zoe\u{301}") == CertificateStatement.digest("Zo\u{E9}"))
  }

  private func statement() throws -> CertificateStatement {
    try #require(
      CertificateStatement(
        serial: "CLIKC-2026-000042-6", day: 20_261_124, holder: "Zoé", subject: self.subject,
        title: "Risk Management"))
  }
}
