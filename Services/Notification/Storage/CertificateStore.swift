package import Foundation
package import NotificationDomain
package import Postgres

/// A certificate and the PDF it was rendered to, once it was.
package struct CertificateRecord: Equatable, Sendable {
  package let certificate: Certificate
  package let document: Certificate.Document?
}

/// Certificates as they were issued.
package struct CertificateStore: Sendable {
  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// The course's certificate of an account, rendered or not.
  package func find(accountID: UUID, courseID: UUID) async throws -> CertificateRecord? {
    try await self.pool.query(
      """
      select \(unsafeSQL: Self.columns) from certificates
      where account_id = \(accountID) and course_id = \(courseID)
      """
    ).first.map(Self.record)
  }

  /// The certificate of a code, rendered or not.
  package func find(code: VerificationCode) async throws -> CertificateRecord? {
    try await self.pool.query(
      "select \(unsafeSQL: Self.columns) from certificates where code = \(code.text)"
    ).first.map(Self.record)
  }

  /// The rendered certificates of an account, newest first.
  package func list(accountID: UUID) async throws -> [CertificateRecord] {
    try await self.pool.query(
      """
      select \(unsafeSQL: Self.columns) from certificates
      where account_id = \(accountID) and pdf_digest is not null
      order by issued_at desc, id
      """
    ).map(Self.record)
  }

  /// Takes the certificate that has waited the longest for its PDF; it is the transaction's alone.
  package func lockUnrendered(in connection: PostgresConnection) async throws -> Certificate? {
    try await connection.query(
      """
      select \(unsafeSQL: Self.columns) from certificates
      where pdf_digest is null and render_at <= now()
      order by render_at limit 1 for update skip locked
      """
    ).first.map { try Self.record($0).certificate }
  }

  /// Ties a PDF to its certificate, for good.
  package func attach(
    _ document: Certificate.Document, to certificate: Certificate,
    in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      update certificates set pdf_digest = \(document.digest), pdf_size = \(document.size)
      where id = \(certificate.id) and pdf_digest is null
      """)
  }

  /// Lets a certificate wait that could not be rendered, so that others have their turn.
  package func postpone(_ certificateID: UUID, seconds: Double) async throws {
    try await self.pool.query(
      """
      update certificates set render_at = now() + make_interval(secs => \(seconds))
      where id = \(certificateID) and pdf_digest is null
      """)
  }

  private static let columns = """
    id, account_id, course_id, course_version, serial, code, holder, course_title, language,
    hours, completed_at, issued_at, statement, pdf_digest, pdf_size
    """

  private static func record(_ row: PostgresRow) throws -> CertificateRecord {
    let certificate = Certificate(
      id: try row.decode(UUID.self, "id"), accountID: try row.decode(UUID.self, "account_id"),
      courseID: try row.decode(UUID.self, "course_id"),
      courseVersion: try row.decode(Int64.self, "course_version"),
      serial: try row.decode(String.self, "serial"), code: try row.decode(String.self, "code"),
      holder: try row.decode(String.self, "holder"),
      courseTitle: try row.decode(String.self, "course_title"),
      language: WrittenLanguage(code: try row.decode(String.self, "language")),
      hours: try row.decode(Double.self, "hours"),
      completedAt: try row.decode(Date.self, "completed_at"),
      issuedAt: try row.decode(Date.self, "issued_at"),
      statement: try row.decode(String?.self, "statement"))
    let size = try row.decode(Int64?.self, "pdf_size")
    let document = try row.decode(String?.self, "pdf_digest").flatMap { digest in
      size.map { Certificate.Document(digest: digest, size: $0) }
    }
    return CertificateRecord(certificate: certificate, document: document)
  }
}
