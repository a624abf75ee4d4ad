package import Foundation
package import NotificationDomain
package import Postgres

/// A certificate as those see it who look after it.
package struct RegisteredCertificate: Equatable, Sendable {
  package let record: CertificateRecord
  /// The holder's name as it is now.
  package let currentName: String
  /// Whether a proposal to take it back waits.
  package let proposalWaits: Bool
  /// The certificate that was issued in its place.
  package let replacedBy: UUID?

  /// Throws ``CertificateFault`` when it may not be proposed to take it back.
  package func checkProposal() throws(CertificateFault) {
    try CertificateRules.checkProposal(self.record.life, proposalWaits: self.proposalWaits)
  }

  /// Throws ``CertificateFault`` when it may not be issued anew.
  package func checkReissue() throws(CertificateFault) {
    try CertificateRules.checkReissue(
      self.record.certificate, self.record.life, proposalWaits: self.proposalWaits,
      currentName: self.currentName)
  }

  /// Whether it may be proposed to take it back.
  package var isRevocable: Bool { (try? self.checkProposal()) != nil }
  /// Whether it may be issued anew.
  package var isReissuable: Bool { (try? self.checkReissue()) != nil }
}

/// Which certificates are looked for.
package struct RegisterFilter: Equatable, Sendable {
  /// Part of a number, a holder's name or a course's title; empty finds all.
  package var text = ""
  package var accountID: UUID?
  package var courseID: UUID?
  /// Those older than this one.
  package var after: UUID?

  package init() {}
}

/// The certificates in the reach of somebody who looks after them; others are as if they were not.
package struct RegisterStore: Sendable {
  /// The most certificates of one answer.
  package static let page = 50

  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// Issued certificates, newest first; one more than a page when there are more.
  package func list(
    _ filter: RegisterFilter, for caretaker: Caretaker
  ) async throws -> [RegisteredCertificate] {
    try await self.pool.query(
      """
      select \(unsafeSQL: Self.columns) from certificates
      join people on people.account_id = certificates.account_id
      where certificates.pdf_digest is not null
        and \(caretaker.reach)
        and (\(filter.accountID)::uuid is null
          or certificates.account_id = \(filter.accountID)::uuid)
        and (\(filter.courseID)::uuid is null
          or certificates.course_id = \(filter.courseID)::uuid)
        and (\(filter.text) = '' or strpos(lower(concat_ws(E'\\n', certificates.serial,
          certificates.holder, people.name, certificates.course_title)), lower(\(filter.text))) > 0)
        and (\(filter.after)::uuid is null or (certificates.issued_at, certificates.id)
          < (select issued_at, id from certificates where id = \(filter.after)::uuid))
      order by certificates.issued_at desc, certificates.id desc limit \(Int64(Self.page + 1))
      """
    ).map(Self.registered)
  }

  /// An issued certificate; nil when there is none, or none in reach.
  package func find(
    _ certificateID: UUID, for caretaker: Caretaker
  ) async throws -> RegisteredCertificate? {
    try await self.pool.query(Self.byID(certificateID, caretaker)).first.map(Self.registered)
  }

  /// The same within a transaction.
  package func find(
    _ certificateID: UUID, for caretaker: Caretaker, in connection: PostgresConnection
  ) async throws -> RegisteredCertificate? {
    try await connection.query(Self.byID(certificateID, caretaker)).first.map(Self.registered)
  }

  private static func byID(_ certificateID: UUID, _ caretaker: Caretaker) -> PostgresQuery {
    """
    select \(unsafeSQL: Self.columns) from certificates
    join people on people.account_id = certificates.account_id
    where certificates.id = \(certificateID) and certificates.pdf_digest is not null
      and \(caretaker.reach)
    """
  }

  /// All that ``registered(_:)`` reads of `certificates` and `people`.
  static let columns = """
    \(CertificateStore.columns), people.name as current_name,
    (select newer.id from certificates as newer where newer.replaces = certificates.id)
      as replaced_by,
    exists (select from revocation_proposals as waiting
      where waiting.certificate_id = certificates.id and not exists (
        select from revocation_decisions where proposal_id = waiting.id)) as proposal_waits
    """

  static func registered(_ row: PostgresRow) throws -> RegisteredCertificate {
    RegisteredCertificate(
      record: try CertificateStore.record(row),
      currentName: try row.decode(String.self, "current_name"),
      proposalWaits: try row.decode(Bool.self, "proposal_waits"),
      replacedBy: try row.decode(UUID?.self, "replaced_by"))
  }
}

extension Caretaker {
  /// The condition on `people` that a holder is in reach: the one place that says who sees whose certificates.
  var reach: PostgresQuery {
    "(\(self.isAdministrator) or people.administration_id = \(self.administrationID)::uuid)"
  }
}
