/// A code that opens an account once when the authenticator app is not at hand: 60 bits in letters and
/// digits that are not mistaken for one another.
package struct RecoveryCode: Hashable, Sendable {
  /// How many a person has.
  package static let count = 10
  /// Random bytes a code is made of.
  package static let bytes = 8
  /// Crockford's Base32: no i, l, o, u.
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")

  /// Twelve characters.
  package let plain: String

  /// A code of ``bytes`` random bytes; nil for another number of them.
  package init?(random: [UInt8]) {
    guard random.count == Self.bytes else { return nil }
    let number = random.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    plain = String((0..<12).map { Self.alphabet[Int(number >> UInt64(5 * $0) & 31)] })
  }

  /// A code as typed: case, spaces and hyphens do not matter, and what looks alike counts alike. nil when
  /// it cannot be one.
  package init?(typed: String) {
    let read = typed.lowercased().filter { !$0.isWhitespace && $0 != "-" }.map { letter in
      switch letter {
      case "o": Character("0")
      case "i", "l": Character("1")
      default: letter
      }
    }
    guard read.count == 12, read.allSatisfy(Self.alphabet.contains) else { return nil }
    plain = String(read)
  }

  /// In three groups, to be read and typed.
  package var text: String {
    let letters = Array(plain)
    return stride(from: 0, to: 12, by: 4).map { String(letters[$0..<$0 + 4]) }
      .joined(separator: "-")
  }
}
