import Foundation

/// What names a person to everybody, and so is guessed first: the username, and the address up to its @. NIST SP
/// 800-63B calls them context-specific words.
package struct IdentityWords: Equatable, Sendable {
  /// Characters a word must have to count: three stand in many a password by chance.
  package static let shortest = 4

  private let words: [String]

  package init(username: String, email: String) {
    let local = email.prefix { $0 != "@" }
    words = [username, String(local)].map(Self.folded).filter { $0.count >= Self.shortest }
  }

  /// Whether one of them stands somewhere in `text`, whatever its case, accents and width.
  package func occur(in text: String) -> Bool {
    let folded = Self.folded(text)
    return words.contains { folded.contains($0) }
  }

  private static func folded(_ text: String) -> String {
    text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
  }
}
