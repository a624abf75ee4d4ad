package import Foundation

/// One published version of the site policy.
package struct PolicyVersion: Sendable {
  /// From 1, without gaps.
  package let number: Int
  /// Whether everybody must be asked again; a minor version corrects wording only.
  package let material: Bool

  package init(number: Int, material: Bool) {
    self.number = number
    self.material = material
  }
}

/// A person's YES, with the text they read.
package struct PolicyAcceptance: Sendable {
  package let version: Int
  package let language: Language
  /// SHA-256 of the text read, lower-case hexadecimal.
  package let textHash: String
  package let time: Date

  package init(version: Int, language: Language, textHash: String, time: Date) {
    self.version = version
    self.language = language
    self.textHash = textHash
    self.time = time
  }
}

/// Whether the acceptances cover the newest material version. The first version always binds;
/// without any version there is nothing to accept.
package func isPolicyAccepted(
  _ versions: [PolicyVersion], by acceptances: [PolicyAcceptance]
) -> Bool {
  let binding = versions.filter { $0.material || $0.number == 1 }.map(\.number).max()
  guard let binding else { return true }
  return acceptances.contains { $0.version >= binding }
}
