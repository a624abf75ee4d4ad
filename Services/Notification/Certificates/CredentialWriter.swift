import Compression
import Cryptography
package import Foundation
package import Localization
package import NotificationDomain

/// Writes digital credentials and the public documents they point to, in the bytes that go out.
package struct CredentialWriter: Sendable {
  private let seal: CertificateSeal
  private let texts: MessageCatalogue
  private let site: SiteAddress

  package init(seal: CertificateSeal, texts: MessageCatalogue, site: SiteAddress) {
    self.seal = seal
    self.texts = texts
    self.site = site
  }

  /// A certificate as credential, signed; the same bytes each time, as long as the same key signs.
  package func credential(_ certificate: Certificate, entry: StatusEntry) throws -> String {
    let credential = OpenBadgeCredential(
      certificate, entry: entry, words: self.words(certificate.language), site: self.site,
      sha256: { sha256($0) })
    return try self.seal.token(credential, .badge, site: self.site)
  }

  /// The list of the certificates that do not hold any more, by their places, signed.
  package func statusList(
    _ number: Int32, _ ended: [EndedCertificate], at now: Date
  ) throws -> String {
    guard let coded = Gzip.coded(StatusList.bits(ended.map(\.index))) else {
      throw MissingRow(what: "memory for a list")
    }
    let list = StatusListCredential(
      number, encoded: "u" + base64URL(coded), at: now, site: self.site)
    return try self.seal.token(list, .list, site: self.site)
  }

  /// The same by their identifiers.
  package func revocationList(
    _ number: Int32, _ ended: [EndedCertificate]
  ) throws -> [UInt8] {
    try CredentialJSON.bytes(
      RevocationList(number, certificates: ended.map(\.certificateID), site: self.site))
  }

  /// A course as achievement.
  package func achievement(_ course: PublishedCourse) throws -> [UInt8] {
    try CredentialJSON.bytes(
      BadgeContext.Document(
        BadgeAchievement(
          courseID: course.courseID, version: course.version, title: course.title,
          language: course.language, words: self.words(course.language), site: self.site)))
  }

  /// Who issues.
  package func issuer() throws -> [UInt8] {
    try CredentialJSON.bytes(
      BadgeContext.Document(BadgeIssuer(name: self.issuerName, site: self.site)))
  }

  /// All keys that sign or signed.
  package func keySet() throws -> [UInt8] {
    try CredentialJSON.bytes(CredentialKeySet(self.seal.credentialKeys(self.site)))
  }

  /// One of them; nil when none has the name.
  package func key(_ name: String) throws -> [UInt8]? {
    let kid = self.site.credentialKey(name)
    return try self.seal.credentialKeys(self.site).first { $0.kid == kid }
      .map { try CredentialJSON.bytes($0) }
  }

  private var issuerName: String { self.texts.text("certificate.organization", .english) }

  private func words(_ language: WrittenLanguage) -> BadgeWords {
    BadgeWords(
      issuer: self.issuerName,
      description: self.texts.text("credential.description", language.catalogue),
      criteria: self.texts.text("credential.criteria", language.catalogue))
  }
}
