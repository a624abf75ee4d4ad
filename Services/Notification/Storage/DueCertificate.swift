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
  /// Months after the completion for which the certificate is valid; 0 is without end.
  package let certificateMonths: Int
  /// Short name, by which variants in other languages are found; empty when it is not known.
  package let code: String

  package init(
    courseID: UUID, version: Int64, title: String, language: WrittenLanguage, certificate: Bool,
    hours: Double, certificateMonths: Int = 0, code: String = ""
  ) {
    self.courseID = courseID
    self.version = version
    self.title = title
    self.language = language
    self.certificate = certificate
    self.hours = hours
    self.certificateMonths = certificateMonths
    self.code = code
  }
}

/// Somebody's completion of a course, with all that a certificate needs.
package struct DueCertificate: Sendable {
  package let accountID: UUID
  package let holder: String
  package let course: PublishedCourse
  package let completedAt: Date
  /// Its last day in UTC; nil when it has no end.
  package let validUntil: CalendarDay?
  /// What it says in the holder's own language; nil when that is the course's.
  package let second: SecondLanguage?
}

/// In whose place a certificate is issued, and who asked for that.
package struct Replacement: Sendable {
  package let certificateID: UUID
  package let by: UUID
}
