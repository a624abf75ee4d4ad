package import Foundation

/// A version of a course as something that can be achieved (Open Badges 3.0, B.1.1 Achievement).
package struct BadgeAchievement: Encodable, Equatable, Sendable {
  /// What is asked of whoever is to have it.
  package struct Criteria: Encodable, Equatable, Sendable {
    package let narrative: String
  }

  package let id: String
  package let type = ["Achievement"]
  package let achievementType = "CertificateOfCompletion"
  package let name: String
  package let description: String
  package let criteria: Criteria
  package let inLanguage: String
  package let version: String

  /// The course with its title at that version; `words` are in `language`.
  package init(
    courseID: UUID, version: Int64, title: String, language: WrittenLanguage, words: BadgeWords,
    site: SiteAddress
  ) {
    self.id = site.achievement(courseID: courseID, version: version)
    self.name = title
    self.description = words.description
    self.criteria = Criteria(narrative: words.criteria)
    self.inLanguage = language.rawValue
    self.version = String(version)
  }
}

/// What a credential says besides what its certificate says, in the course's language but for the issuer.
package struct BadgeWords: Equatable, Sendable {
  /// The organization, by the same name in every credential.
  package let issuer: String
  /// What kind of thing was achieved.
  package let description: String
  /// What it takes to achieve it.
  package let criteria: String

  package init(issuer: String, description: String, criteria: String) {
    self.issuer = issuer
    self.description = description
    self.criteria = criteria
  }
}
