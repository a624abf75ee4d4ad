import Foundation

/// What a person is interested in, a few words each, as they wrote it.
package struct Interests: Equatable, Sendable {
  package static let most = 20
  package static let longest = 40

  package let words: [String]

  package static let none = Interests(kept: [])

  /// As they were kept.
  package init(kept words: [String]) { self.words = words }

  /// Trims each, and drops empty ones and those said before in other letters' cases; throws for more than 20, or
  /// one of more than 40 Unicode scalars or with control characters.
  package init(_ given: [String]) throws(FieldFault) {
    var words: [String] = []
    var seen: Set<String> = []
    for text in given {
      let joined = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let word = try FreeText(joined, longest: Self.longest, lines: false).text
      guard !word.isEmpty, seen.insert(Account.folded(word)).inserted else { continue }
      words.append(word)
    }
    guard words.count <= Self.most else { throw .tooMany }
    self.words = words
  }
}
