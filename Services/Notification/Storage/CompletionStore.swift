package import Foundation
package import NotificationDomain
package import Postgres

/// Published courses, completions, and the certificates that follow from both.
package struct CompletionStore: Sendable {
  package init() {}

  /// Keeps a published version; the same version is the same course.
  package func keep(
    _ course: PublishedCourse, in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into courses
        (course_id, version, title, language, certificate, hours, certificate_months, code)
      values (\(course.courseID), \(course.version), \(course.title),
        \(course.language.rawValue), \(course.certificate), \(course.hours),
        \(Int32(clamping: course.certificateMonths)), \(course.code))
      on conflict (course_id, version) do nothing
      """)
  }

  /// A course as it was published in a version; nil when that is not known here.
  package func course(
    _ courseID: UUID, version: Int64, in pool: PostgresPool
  ) async throws -> PublishedCourse? {
    try await pool.query(
      """
      select course_id, version, title, language, certificate, hours, certificate_months, code
      from courses where course_id = \(courseID) and version = \(version)
      """
    ).first.map(PublishedCourse.init)
  }

  /// Keeps a completion; the first one of an account and a course counts.
  package func keepCompletion(
    accountID: UUID, courseID: UUID, version: Int64, at completedAt: Date,
    in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into completions (account_id, course_id, course_version, completed_at)
      values (\(accountID), \(courseID), \(version), \(completedAt))
      on conflict (account_id, course_id) do nothing
      """)
  }

  /// The completions that earn a certificate and have none, of which both the person and the
  /// course's version are known; of one account, of one course, or of both.
  ///
  /// Transactions that bring the parts of one certificate pass one after the other, so that whichever
  /// comes last sees them all.
  package func due(
    accountID: UUID? = nil, courseID: UUID? = nil, in connection: PostgresConnection
  ) async throws -> [DueCertificate] {
    try await self.lock(accountID: accountID, courseID: courseID, in: connection)
    let rows = try await connection.query(
      """
      select completions.account_id, people.name, people.language as holder_language,
        courses.course_id, courses.version, courses.code, courses.title, courses.language,
        courses.certificate, courses.hours, courses.certificate_months, completions.completed_at
      from completions
      join people on people.account_id = completions.account_id
      join courses on courses.course_id = completions.course_id
        and courses.version = completions.course_version
      left join certificates on certificates.account_id = completions.account_id
        and certificates.course_id = completions.course_id
      where courses.certificate and certificates.id is null
        and (\(accountID)::uuid is null or completions.account_id = \(accountID)::uuid)
        and (\(courseID)::uuid is null or completions.course_id = \(courseID)::uuid)
      """
    )
    var titles: [String: String?] = [:]
    var due: [DueCertificate] = []
    for row in rows { due.append(try await self.dueCertificate(row, &titles, in: connection)) }
    return due
  }

  /// The keys make a completion wait for its person and its course, or them for it; the rows, which
  /// are there once the completion is committed, make person and course wait for each other.
  private func lock(
    accountID: UUID?, courseID: UUID?, in connection: PostgresConnection
  ) async throws {
    for key in [accountID, courseID].compactMap({ $0?.uuidString }) {
      try await connection.query("select pg_advisory_xact_lock(hashtextextended(\(key), 0))")
    }
    try await connection.query(
      """
      select account_id from completions
      where (\(accountID)::uuid is null or account_id = \(accountID)::uuid)
        and (\(courseID)::uuid is null or course_id = \(courseID)::uuid)
        and not exists (
          select from certificates where certificates.account_id = completions.account_id
            and certificates.course_id = completions.course_id)
      order by account_id, course_id for update
      """)
  }

  /// A number that no certificate has, as the serial of one that is issued at `issuedAt`.
  package func serial(
    at issuedAt: Date, in connection: PostgresConnection
  ) async throws -> CertificateSerial {
    let numbers = try await connection.query("select nextval('certificate_numbers') as number")
    guard let number = try numbers.first?.decode(Int64.self, "number") else {
      throw MissingRow(what: "certificate number")
    }
    return CertificateSerial(year: CivilDate(issuedAt).year, number: number)
  }

  /// Keeps a certificate, unless the account has a current one of the course.
  package func issue(
    _ due: DueCertificate, id: UUID, serial: CertificateSerial, code: VerificationCode,
    statement: String, at issuedAt: Date, inPlaceOf replaced: Replacement? = nil,
    in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into certificates (id, account_id, course_id, course_version, serial, code, holder,
        course_title, language, hours, completed_at, issued_at, statement, valid_until, replaces,
        reissued_by, second_language, second_title)
      values (\(id), \(due.accountID), \(due.course.courseID), \(due.course.version),
        \(serial.text), \(code.text), \(due.holder), \(due.course.title),
        \(due.course.language.rawValue), \(due.course.hours), \(due.completedAt), \(issuedAt),
        \(statement), \(due.validUntil?.text)::text::date, \(replaced?.certificateID),
        \(replaced?.by), \(due.second?.language.rawValue), \(due.second?.courseTitle))
      on conflict (account_id, course_id) where superseded_at is null do nothing
      """)
  }

  /// `titles` are those of variants that were looked up already, by their code.
  private func dueCertificate(
    _ row: PostgresRow, _ titles: inout [String: String?], in connection: PostgresConnection
  ) async throws -> DueCertificate {
    let course = try PublishedCourse(row)
    let completedAt = try row.decode(Date.self, "completed_at")
    let language = WrittenLanguage(code: try row.decode(String.self, "holder_language"))
    return DueCertificate(
      accountID: try row.decode(UUID.self, "account_id"),
      holder: try row.decode(String.self, "name"), course: course,
      completedAt: completedAt,
      validUntil: CertificateRules.lastDay(
        completedAt: completedAt, months: course.certificateMonths),
      second: SecondLanguage(
        language,
        courseTitle: try await self.title(of: course, in: language, &titles, connection)
          ?? course.title,
        beside: course.language))
  }

  /// The title of a course's variant in another language as it was last published; nil when there is none.
  private func title(
    of course: PublishedCourse, in language: WrittenLanguage, _ titles: inout [String: String?],
    _ connection: PostgresConnection
  ) async throws -> String? {
    guard language != course.language,
      let code = SecondLanguage.variant(of: course.code, in: course.language, for: language)
    else { return nil }
    if let known = titles[code] { return known }
    let title = try await connection.query(
      """
      select title from courses where code = \(code) and language = \(language.rawValue)
      order by version desc limit 1
      """
    ).first?.decode(String.self, "title")
    titles[code] = .some(title)
    return title
  }
}

extension PublishedCourse {
  /// From the columns of `courses`.
  fileprivate init(_ row: PostgresRow) throws {
    self.init(
      courseID: try row.decode(UUID.self, "course_id"),
      version: try row.decode(Int64.self, "version"),
      title: try row.decode(String.self, "title"),
      language: WrittenLanguage(code: try row.decode(String.self, "language")),
      certificate: try row.decode(Bool.self, "certificate"),
      hours: try row.decode(Double.self, "hours"),
      certificateMonths: Int(try row.decode(Int32.self, "certificate_months")),
      code: try row.decode(String.self, "code"))
  }
}

/// A statement that always answers a row answered none.
package struct MissingRow: Error {
  package let what: String
}
