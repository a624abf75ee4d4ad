package import Foundation
package import NotificationDomain

/// A course in one version as Catalogue published it.
package struct PublishedCourse: Equatable, Sendable {
  package let courseID: UUID
  package let version: Int64
  package let title: String
  package let language: WrittenLanguage
  /// Whether passing it earns a certificate.
  package let certificate: Bool
  /// Of study.
  package let hours: Double

  package init(
    courseID: UUID, version: Int64, title: String, language: WrittenLanguage, certificate: Bool,
    hours: Double
  ) {
    self.courseID = courseID
    self.version = version
    self.title = title
    self.language = language
    self.certificate = certificate
    self.hours = hours
  }
}

/// Somebody's completion of a course, with all that a certificate needs.
package struct DueCertificate: Sendable {
  package let accountID: UUID
  package let holder: String
  package let course: PublishedCourse
  package let completedAt: Date
}
