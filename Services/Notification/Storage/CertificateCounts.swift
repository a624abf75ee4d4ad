package import Foundation
package import NotificationDomain
package import Postgres

/// How many certificates of a course are valid.
package struct CertificateCount: Equatable, Sendable {
  package let courseID: UUID
  /// As the newest certificate has it.
  package let title: String
  package let valid: Int
  /// Of these, those issued within the last ``CertificateCounts/recent`` seconds.
  package let recent: Int
  /// Of these, those whose last day is within ``CertificateCounts/ending`` days.
  package let ending: Int
}

/// Counts of the certificates in the reach of somebody who looks after them.
package struct CertificateCounts: Sendable {
  /// Seconds for which a certificate is a recent one.
  package static let recent: TimeInterval = 30 * 86_400
  /// Days before its last one in which a certificate is about to end.
  package static let ending = 60

  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// One for each course of which there is a valid certificate, of the people of one administration where it is given.
  package func count(
    for caretaker: Caretaker, of administration: UUID?, at now: Date
  ) async throws -> [CertificateCount] {
    let home: PostgresQuery =
      administration.map { "people.administration_id = \($0)" } ?? "true"
    let today = CalendarDay(now).text
    return try await self.pool.query(
      """
      select certificates.course_id, count(*) as valid,
        (array_agg(certificates.course_title order by certificates.issued_at desc))[1] as title,
        count(*) filter (where certificates.issued_at > \(now - Self.recent)) as recent,
        count(*) filter (where certificates.valid_until <= \(today)::date + \(Int32(Self.ending))) as ending
      from certificates join people on people.account_id = certificates.account_id
      where certificates.pdf_digest is not null and certificates.superseded_at is null
        and (certificates.valid_until is null or certificates.valid_until >= \(today)::date)
        and not exists (select from revocation_decisions as decision
          where decision.certificate_id = certificates.id and decision.outcome = 'confirmed')
        and \(caretaker.reach) and \(home)
      group by certificates.course_id
      """
    ).map { row in
      CertificateCount(
        courseID: try row.decode(UUID.self, "course_id"),
        title: try row.decode(String.self, "title"), valid: try row.decode(Int.self, "valid"),
        recent: try row.decode(Int.self, "recent"), ending: try row.decode(Int.self, "ending"))
    }
  }
}
