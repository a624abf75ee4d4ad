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

  /// The first text, in the order of bytes, after all that begin with `beginning`.
  package static func end(of beginning: String) -> String { beginning + "\u{10FFFF}" }
}
