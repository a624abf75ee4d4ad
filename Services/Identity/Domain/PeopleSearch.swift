import Foundation

/// What somebody looks for among people: beginnings of words. A person is found when each is the beginning
/// of a word of the name, the username or the address.
package struct PeopleSearch: Equatable, Sendable {
  /// As many words are looked at.
  package static let mostWords = 6

  /// Folded, without repetitions; the longest, which few people have, first.
  package let beginnings: [String]

  /// Splits a text at white space, as people type names and addresses.
  package init(_ text: String) {
    let words = Account.folded(text).split(whereSeparator: \.isWhitespace).map {
      String($0.unicodeScalars.prefix(100))
    }
    var seen: Set<String> = []
    let unique = words.filter { seen.insert($0).inserted }
    beginnings = Array(
      unique.sorted { ($0.count, $1) > ($1.count, $0) }.prefix(Self.mostWords))
  }

  /// Where the words that begin so stand, in the order of bytes: from the first to before the second. Words with
  /// anything but letters and digits in them, such as addresses, have a space before them.
  package static func range(of beginning: String) -> (from: String, to: String) {
    let isPlain = beginning.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber:
        true
      default: false
      }
    }
    // One place less for the letters of a word that has the space.
    let key = isPlain ? beginning : " " + String(beginning.unicodeScalars.prefix(99))
    return (key, key + "\u{10FFFF}")
  }
}
