package import Foundation

/// One published version of the site policy.
package struct PolicyVersion: Equatable, Sendable {
  /// From 1, without gaps.
  package let number: Int
  /// Whether everybody must be asked again; a minor version corrects wording only.
  package let material: Bool

  /// The version that follows `last`. The first one always binds: nobody was asked before.
  package init(after last: Int?, material: Bool) {
    number = (last ?? 0) + 1
    self.material = material || last == nil
  }
}

/// A person's answer, with the text they read.
package struct PolicyAnswer: Equatable, Sendable {
  package let version: Int
  package let accepted: Bool
  package let language: Language
  /// SHA-256 of the text read, lower-case hexadecimal.
  package let textHash: String
  package let time: Date

  package init(version: Int, accepted: Bool, language: Language, textHash: String, time: Date) {
    self.version = version
    self.accepted = accepted
    self.language = language
    self.textHash = textHash
    self.time = time
  }
}

/// Where a person stands with the policy.
package struct PolicyStanding: Equatable, Sendable {
  /// The newest material version; nil while none was published.
  package let binding: Int?
  /// The newest version the person accepted; nil when none.
  package let accepted: Int?

  package init(binding: Int?, accepted: Int?) {
    self.binding = binding
    self.accepted = accepted
  }

  /// Whether nothing is left to accept: no version binds, or one at least as new was accepted.
  package var isSettled: Bool {
    guard let binding else { return true }
    guard let accepted else { return false }
    return accepted >= binding
  }
}
