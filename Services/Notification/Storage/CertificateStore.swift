package import Foundation
package import NotificationDomain
package import Postgres

/// A certificate, the PDF it was rendered to, once it was, and what became of it.
package struct CertificateRecord: Equatable, Sendable {
  package let certificate: Certificate
  package let document: Certificate.Document?
  package let life: CertificateLife

  /// Whether it holds at `now`.
  package func state(at now: Date) -> CertificateState {
    self.life.state(validUntil: self.certificate.validUntil, at: now)
  }
}

/// Certificates as they were issued.
package struct CertificateStore: Sendable {
  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// The course's current certificate of an account, rendered or not.
  package func find(accountID: UUID, courseID: UUID) async throws -> CertificateRecord? {
    try await self.pool.query(
      """
      select \(unsafeSQL: Self.columns) from certificates
      where account_id = \(accountID) and course_id = \(courseID) and superseded_at is null
      """
    ).first.map(Self.record)
  }

  /// The certificate of a code, rendered or not. What is no code has none, and takes as long.
  package func find(code: VerificationCode?) async throws -> CertificateRecord? {
    try await self.pool.query(
      "select \(unsafeSQL: Self.columns) from certificates where code = \(code?.text ?? "")"
    ).first.map(Self.record)
  }

  /// Says who sees the holder's name on the current certificate of an account and a course.
  package func showHolder(_ shown: Bool, accountID: UUID, courseID: UUID) async throws {
    try await self.pool.query(
      """
      update certificates set shows_holder = \(shown)
      where account_id = \(accountID) and course_id = \(courseID) and superseded_at is null
        and holder <> ''
      """)
  }

  /// Takes a certificate for a change; nil when there is none that was rendered. It is the transaction's alone.
  package func lock(
    _ certificateID: UUID, in connection: PostgresConnection
  ) async throws -> CertificateRecord? {
    try await connection.query(
      """
      select \(unsafeSQL: Self.columns) from certificates
      where id = \(certificateID) and pdf_digest is not null for update
      """
    ).first.map(Self.record)
  }

  /// The certificate that was issued in the place of another one, rendered or not.
  package func successor(
    of certificateID: UUID, in connection: PostgresConnection
  ) async throws -> Certificate? {
    try await connection.query(
      "select \(unsafeSQL: Self.columns) from certificates where replaces = \(certificateID)"
    ).first.map { try Self.record($0).certificate }
  }

  /// Says that a newer one is issued in its place.
  package func supersede(
    _ certificateID: UUID, at now: Date, in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      update certificates set superseded_at = \(now)
      where id = \(certificateID) and superseded_at is null
      """)
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

  /// All of `certificates` that ``record(_:)`` reads.
  static let columns = """
    certificates.id, certificates.account_id, certificates.course_id, certificates.course_version,
    certificates.serial, certificates.code, certificates.holder, certificates.course_title,
    certificates.language, certificates.hours, certificates.completed_at, certificates.issued_at,
    certificates.statement, certificates.valid_until::text as valid_until, certificates.replaces,
    certificates.second_language, certificates.second_title, certificates.superseded_at,
    certificates.shows_holder, certificates.pdf_digest, certificates.pdf_size,
    (select decided_at from revocation_decisions where certificate_id = certificates.id
      and outcome = 'confirmed') as revoked_at
    """

  static func record(_ row: PostgresRow) throws -> CertificateRecord {
    let language = WrittenLanguage(code: try row.decode(String.self, "language"))
    let certificate = Certificate(
      id: try row.decode(UUID.self, "id"), accountID: try row.decode(UUID.self, "account_id"),
      courseID: try row.decode(UUID.self, "course_id"),
      courseVersion: try row.decode(Int64.self, "course_version"),
      serial: try row.decode(String.self, "serial"), code: try row.decode(String.self, "code"),
      holder: try row.decode(String.self, "holder"),
      courseTitle: try row.decode(String.self, "course_title"),
      language: language,
      hours: try row.decode(Double.self, "hours"),
      completedAt: try row.decode(Date.self, "completed_at"),
      issuedAt: try row.decode(Date.self, "issued_at"),
      statement: try row.decode(String?.self, "statement"),
      validUntil: try row.decode(String?.self, "valid_until").flatMap { CalendarDay($0) },
      replaces: try row.decode(UUID?.self, "replaces"),
      second: try Self.second(row, beside: language))
    let size = try row.decode(Int64?.self, "pdf_size")
    let document = try row.decode(String?.self, "pdf_digest").flatMap { digest in
      size.map { Certificate.Document(digest: digest, size: $0) }
    }
    let life = CertificateLife(
      revokedAt: try row.decode(Date?.self, "revoked_at"),
      supersededAt: try row.decode(Date?.self, "superseded_at"),
      showsHolder: try row.decode(Bool.self, "shows_holder"))
    return CertificateRecord(certificate: certificate, document: document, life: life)
  }

  private static func second(
    _ row: PostgresRow, beside language: WrittenLanguage
  ) throws -> SecondLanguage? {
    guard let code = try row.decode(String?.self, "second_language"),
      let title = try row.decode(String?.self, "second_title")
    else { return nil }
    return SecondLanguage(WrittenLanguage(code: code), courseTitle: title, beside: language)
  }
}
