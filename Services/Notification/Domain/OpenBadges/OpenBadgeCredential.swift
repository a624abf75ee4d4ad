package import Foundation

/// A certificate as a digital credential: an OpenBadgeCredential of Open Badges 3.0 in the data model of Verifiable
/// Credentials 2.0. It says what the certificate said when it was issued, and the same certificate always says the
/// same; the holder's name stands in it as a salted hash alone.
package struct OpenBadgeCredential: SecuredCredential, Equatable {
  /// Who has it, and for what.
  package struct Subject: Encodable, Equatable, Sendable {
    /// Names the holder within this credential, and nowhere else.
    package let id: String
    package let type = ["AchievementSubject"]
    package let identifier: [BadgeHolder]
    package let achievement: BadgeAchievement
    /// When the course was completed.
    package let activityEndDate: String
    /// The certificate's number.
    package let licenseNumber: String
  }

  /// By what it can be checked for its form.
  package struct Schema: Encodable, Equatable, Sendable {
    package let id =
      "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
    package let type = "1EdTechJsonSchemaValidator2019"
  }

  package let id: String
  package let issuer: BadgeIssuer
  package let validity: CredentialValidity
  package let name: String
  package let credentialSubject: Subject
  package let credentialStatus: [BadgeStatus]

  /// Made of what was kept when `certificate` was issued; `words` are in its language.
  package init(
    _ certificate: Certificate, entry: StatusEntry, words: BadgeWords, site: SiteAddress,
    sha256: ([UInt8]) -> [UInt8]
  ) {
    self.id = Self.identifier(certificate.id)
    self.issuer = BadgeIssuer(name: words.issuer, site: site)
    self.validity = CredentialValidity(
      from: certificate.issuedAt, until: certificate.validUntil?.lastSecond)
    self.name = certificate.courseTitle
    self.credentialSubject = Subject(
      id: self.id + "#holder",
      identifier: [BadgeHolder(name: certificate.holder, salt: entry.salt, sha256: sha256)],
      achievement: BadgeAchievement(
        courseID: certificate.courseID, version: certificate.courseVersion,
        title: certificate.courseTitle, language: certificate.language, words: words, site: site),
      activityEndDate: CivilDate(certificate.completedAt).timestamp,
      licenseNumber: certificate.serial)
    self.credentialStatus = BadgeStatus.both(entry, site: site)
  }

  /// The identifier of a certificate's credential (RFC 9562).
  package static func identifier(_ certificateID: UUID) -> String {
    "urn:uuid:\(certificateID.uuidString.lowercased())"
  }

  package var issuerID: String { self.issuer.id }
  package var subjectID: String { self.credentialSubject.id }

  private enum Key: String, CodingKey {
    case context = "@context"
    case id, type, issuer, name, credentialSubject, credentialStatus, credentialSchema
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(
      [BadgeContext.credentials, BadgeContext.badges, BadgeContext.extensions], forKey: .context)
    try container.encode(self.id, forKey: .id)
    try container.encode(["VerifiableCredential", "OpenBadgeCredential"], forKey: .type)
    try container.encode(self.issuer, forKey: .issuer)
    try self.validity.encode(to: encoder)
    try container.encode(self.name, forKey: .name)
    try container.encode(self.credentialSubject, forKey: .credentialSubject)
    try container.encode(self.credentialStatus, forKey: .credentialStatus)
    try container.encode([Schema()], forKey: .credentialSchema)
  }
}
