package import Foundation

/// A certificate as it was issued. It is a copy of what was true then: no later change of a name
/// or a course reaches it.
package struct Certificate: Hashable, Sendable {
  /// The PDF that was rendered from it, once.
  package struct Document: Hashable, Sendable {
    /// SHA-256 in lower-case hexadecimal, the key of the blob store.
    package let digest: String
    /// In bytes.
    package let size: Int64

    package init(digest: String, size: Int64) {
      self.digest = digest
      self.size = size
    }
  }

  package let id: UUID
  package let accountID: UUID
  package let courseID: UUID
  package let courseVersion: Int64
  package let serial: String
  package let code: String
  package let holder: String
  package let courseTitle: String
  /// Of the course, and therefore the first of the certificate.
  package let language: WrittenLanguage
  /// Of study.
  package let hours: Double
  package let completedAt: Date
  package let issuedAt: Date
  /// What the QR code says beside the address, signed; nil for those issued before there were such.
  package let statement: String?
  /// Its last day in UTC; nil when it has no end.
  package let validUntil: CalendarDay?
  /// The certificate in whose place it was issued; nil when there was none.
  package let replaces: UUID?
  /// What it says in the holder's own language too; nil when that was the course's.
  package let second: SecondLanguage?

  package init(
    id: UUID, accountID: UUID, courseID: UUID, courseVersion: Int64, serial: String,
    code: String, holder: String, courseTitle: String, language: WrittenLanguage, hours: Double,
    completedAt: Date, issuedAt: Date, statement: String? = nil, validUntil: CalendarDay? = nil,
    replaces: UUID? = nil, second: SecondLanguage? = nil
  ) {
    self.id = id
    self.accountID = accountID
    self.courseID = courseID
    self.courseVersion = courseVersion
    self.serial = serial
    self.code = code
    self.holder = holder
    self.courseTitle = courseTitle
    self.language = language
    self.hours = hours
    self.completedAt = completedAt
    self.issuedAt = issuedAt
    self.statement = statement
    self.validUntil = validUntil
    self.replaces = replaces
    self.second = second
  }
}
