import Foundation

/// Usernames for a person, the best first: first and last name in Latin letters, else what stands before the
/// @ of the address; then the same with numbers.
package struct UsernameProposal: Sendable {
  private let base: String

  package init(name: String, email: String) {
    let words = Self.latin(name).split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    let ends = words.count > 1 ? [words[0], words[words.count - 1]] : words
    let named = ends.joined(separator: ".")
    let local = Self.latin(String(email.prefix { $0 != "@" })).filter {
      $0.isLetter || $0.isNumber || ".-_".contains($0)
    }
    base = String((named.count > 2 ? named : local.count > 1 ? local : "officer").prefix(90))
  }

  /// The proposal of a number, from 0.
  package subscript(number: Int) -> String { number == 0 ? base : "\(base)\(number + 1)" }

  /// The text in lower-case a to z and digits, other scripts written in Latin letters; what cannot be is left
  /// out.
  private static func latin(_ text: String) -> String {
    let written = text.applyingTransform(.toLatin, reverse: false) ?? text
    return Account.folded(written).lowercased().filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " " || ".-_".contains($0))
    }
  }
}
