/// The code a certificate is verified by: 128 random bits in Crockford's base 32, which has no
/// letters that look alike, in groups such as `0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD`.
package struct VerificationCode: Hashable, Sendable {
  package let text: String

  /// Spells 16 random bytes; the other lengths are not codes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    // 26 digits carry 130 bits: two zero bits stand in front.
    var accumulator = 0
    var bits = 2
    var digits: [Character] = []
    for byte in bytes {
      accumulator = accumulator << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        digits.append(Self.alphabet[accumulator >> bits])
        accumulator &= (1 << bits) - 1
      }
    }
    self.text = Self.grouped(digits)
  }

  /// Reads a code as people type it: in any case, with or without hyphens and spaces, with the
  /// letters O, I and L for the digits they resemble. Nil when it cannot be a code.
  package init?(reading text: String) {
    guard text.utf8.count <= 64 else { return nil }
    var digits: [Character] = []
    for character in text.uppercased() where character != "-" && character != " " {
      let digit: Character =
        switch character {
        case "O": "0"
        case "I", "L": "1"
        default: character
        }
      guard Self.alphabet.contains(digit) else { return nil }
      digits.append(digit)
    }
    guard digits.count == 26, let first = digits.first, "01234567".contains(first) else {
      return nil
    }
    self.text = Self.grouped(digits)
  }

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  private static func grouped(_ digits: [Character]) -> String {
    var groups: [String] = []
    var start = 0
    for length in [5, 5, 6, 5, 5] {
      groups.append(String(digits[start..<start + length]))
      start += length
    }
    return groups.joined(separator: "-")
  }
}
