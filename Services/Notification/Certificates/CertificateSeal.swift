package import CertificateStatements
package import Cryptography
package import NotificationDomain

/// Signs what certificates say, so that a reader without a network can tell that it was said here.
package struct CertificateSeal: Sendable {
  /// What a statement is worth beside the certificate it came with.
  package enum Verdict: Hashable, Sendable {
    /// It was signed here and says what the certificate says.
    case holds
    /// It was not signed here, or was changed.
    case broken
    /// It was signed here, for another certificate.
    case other
  }

  private let key: SigningKey
  /// The keys that verify: the one that signs, then older ones.
  package let keys: [VerificationKey]

  /// Signs with `key`; what `older` keys signed holds too.
  package init(key: SigningKey, older: [VerificationKey] = []) {
    self.key = key
    self.keys =
      [key.verificationKey] + older.filter { $0.keyID != key.verificationKey.keyID }
  }

  /// The statement of a certificate that is being issued, signed, as text.
  package func statement(_ due: DueCertificate, serial: CertificateSerial) throws -> String {
    guard
      let statement = CertificateStatement(
        serial: serial.text, day: CivilDate(due.completedAt).number, holder: due.holder,
        subject: due.course.courseID, title: due.course.title)
    else { throw MissingRow(what: "day of the completion") }
    return try SignedStatement(statement, by: self.key).text
  }

  /// The signature of the key that signs, the first of ``keys``, over `message` (RFC 8032, no context, no prehash).
  package func signature(of message: [UInt8]) throws -> [UInt8] {
    try self.key.signature(of: message)
  }

  /// What a statement is worth beside `certificate`, nil when there is none. An erased holder's name is compared with
  /// nothing.
  package func verdict(_ text: String, beside certificate: Certificate?) throws -> Verdict {
    guard let signed = SignedStatement(text), try signed.verdict(under: self.keys) == .holds
    else { return .broken }
    guard let certificate else { return .other }
    let statement = signed.statement
    let isSame =
      statement.serial == certificate.serial && statement.subject == certificate.courseID
      && statement.day == CivilDate(certificate.completedAt).number
      && statement.title == CertificateStatement.digest(certificate.courseTitle)
      && (certificate.holder.isEmpty
        || statement.holder == CertificateStatement.digest(certificate.holder))
    return isSame ? .holds : .other
  }
}
