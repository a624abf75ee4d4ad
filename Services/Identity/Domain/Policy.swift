package import Foundation

/// A document people are asked to accept, such as the site policy or a privacy notice.
package struct PolicyDocument: Equatable, Sendable {
  /// The one every site has.
  package static let sitePolicy = "site-policy"

  package let id: UUID
  /// Its name in addresses.
  package let slug: String
  /// Language code to title.
  package let titles: [String: String]
  /// Whether it must be accepted; others must only be answered.
  package let required: Bool
  /// Where it stands among the others, lowest first.
  package let position: Int
  /// Whether it is no longer in force.
  package let archived: Bool
  /// Grows by one at every change of titles, compulsion, position and force.
  package let propertiesVersion: Int64
  /// The newest version; nil before the first.
  package let current: PolicyVersion?
  /// The number of the newest material version.
  package let binding: Int?
  /// Grows by one at every change of the draft.
  package let draftVersion: Int64
  package let draftLanguages: [String]

  package init(
    id: UUID, slug: String, titles: [String: String], required: Bool, position: Int,
    archived: Bool, propertiesVersion: Int64, current: PolicyVersion?, binding: Int?,
    draftVersion: Int64, draftLanguages: [String]
  ) {
    self.id = id
    self.slug = slug
    self.titles = titles
    self.required = required
    self.position = position
    self.archived = archived
    self.propertiesVersion = propertiesVersion
    self.current = current
    self.binding = binding
    self.draftVersion = draftVersion
    self.draftLanguages = draftLanguages
  }

  /// Whether a change would leave it as it is.
  package func has(_ change: PolicyDocumentChange) -> Bool {
    slug == change.slug && required == change.required && position == change.position
      && archived == change.archived
      && Language.allCases.allSatisfy { titles[$0.rawValue] == change.titles[$0] }
  }

  /// Whether people read and answer it.
  package var isInForce: Bool { !archived && current != nil }

  /// Whether an answer settles it: one to a version at least as new as the one that binds, and a YES where it is
  /// compulsory.
  package func isSettled(by answers: [PolicyAnswer]) -> Bool {
    guard !archived, let binding else { return true }
    return answers.contains { $0.version >= binding && ($0.accepted || !required) }
  }
}

/// A checked request to make a document, or to change what its versions have in common.
package struct PolicyDocumentChange: Equatable, Sendable {
  package static let longestTitle = 120

  package let slug: String
  package let titles: LanguageTexts
  package let required: Bool
  package let position: Int
  package let archived: Bool

  /// Checks every field and reports all faults at once.
  package init(
    slug: String, titles: [String: String], required: Bool, position: Int, archived: Bool
  ) throws(FieldFaults) {
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
    guard (1...64).contains(slug.count), slug.allSatisfy(allowed.contains) else {
      throw FieldFaults(faults: ["slug": .invalidCharacters])
    }
    self.slug = slug
    self.titles = try LanguageTexts(
      titles, field: "titles", longest: Self.longestTitle, lines: false)
    self.required = required
    self.position = min(max(position, 0), 999)
    self.archived = archived
  }
}

/// One published version of a document.
package struct PolicyVersion: Equatable, Sendable {
  /// Among the versions of all documents, from 1 without gaps; answers name it.
  package let number: Int
  /// Within the document, from 1 without gaps.
  package let revision: Int
  /// Whether everybody must be asked again; a minor version corrects wording only.
  package let material: Bool
  /// When it was published.
  package let time: Date

  /// As it was kept.
  package init(number: Int, revision: Int, material: Bool, time: Date) {
    self.number = number
    self.revision = revision
    self.material = material
    self.time = time
  }

  /// The version that follows `number` on the site and `revision` in the document. A document's first one always
  /// binds: nobody was asked before.
  package init(after number: Int?, revision: Int?, material: Bool, now: Date) {
    self.init(
      number: (number ?? 0) + 1, revision: (revision ?? 0) + 1,
      material: material || revision == nil, time: now)
  }
}

/// A person's answer, with the text they read.
package struct PolicyAnswer: Equatable, Sendable {
  package let version: Int
  package let accepted: Bool
  /// Whether it takes an earlier YES back.
  package let withdrawn: Bool
  package let language: Language
  /// SHA-256 of the text read, lower-case hexadecimal.
  package let textHash: String
  package let time: Date

  package init(
    version: Int, accepted: Bool, withdrawn: Bool = false, language: Language, textHash: String,
    time: Date
  ) {
    self.version = version
    self.accepted = accepted
    self.withdrawn = withdrawn
    self.language = language
    self.textHash = textHash
    self.time = time
  }
}
