import Foundation
import NotificationDomain
import Testing

@Suite struct BodyEncodingTests {
  @Test("Latin text is quoted-printable, Arabic text base64")
  func choice() {
    #expect(
      BodyEncoding(for: "Bonjour, votre mot de passe a été changé le 24 novembre.")
        == .quotedPrintable)
    #expect(BodyEncoding(for: "تم إنشاء حسابك على المنصة.") == .base64)
  }

  @Test("quoted-printable spells out what seven bits and line ends would harm")
  func quotedPrintable() {
    let encoded = BodyEncoding.quotedPrintable.encode("é=1 \n.\n\tx\r\nend\t")

    #expect(encoded == "=C3=A9=3D1=20\r\n=2E\r\n\tx\r\nend=09\r\n")
  }

  @Test("any text keeps to 76 columns and comes back the same", arguments: 0..<60)
  func roundTrip(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let alphabet = Array("abc =.\t\néعربي漢🛃<>&'\"")
    let length = Int.random(in: 0..<400, using: &generator)
    let text = String((0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "x" })
    let expected = text.replacing("\n", with: "\r\n")

    for encoding in [BodyEncoding.quotedPrintable, .base64] {
      let encoded = encoding.encode(text)
      #expect(encoded.utf8.allSatisfy { $0 < 127 })
      #expect(encoded.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
      #expect(decode(encoded, encoding) == expected)
    }
  }

  private func decode(_ encoded: String, _ encoding: BodyEncoding) -> String {
    guard encoding == .quotedPrintable else {
      let data = Data(base64Encoded: encoded, options: .ignoreUnknownCharacters)
      return String(decoding: data ?? Data(), as: UTF8.self)
    }
    var bytes: [UInt8] = []
    var rest = Array(encoded.dropLast(1).replacing("=\r\n", with: "").utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A generator whose numbers depend on its seed only.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    self.state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = self.state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
