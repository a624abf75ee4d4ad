package import Foundation
package import NotificationDomain
package import Postgres

/// Takes a certificate back: one person proposes, another one confirms or refuses. Each step is one transaction that
/// has the certificate for itself.
package struct RevokeCertificate: Sendable {
  private let pool: PostgresPool
  private let certificates: CertificateStore
  private let register: RegisterStore
  private let revocations: RevocationStore
  private let people: PeopleStore
  private let mail: MailStore
  private let mailLifetime: TimeInterval

  /// The mail that tells the holder is tried for `mailLifetime` seconds.
  package init(pool: PostgresPool, mailLifetime: TimeInterval) {
    self.pool = pool
    self.certificates = CertificateStore(pool: pool)
    self.register = RegisterStore(pool: pool)
    self.revocations = RevocationStore(pool: pool)
    self.people = PeopleStore()
    self.mail = MailStore(pool: pool)
    self.mailLifetime = mailLifetime
  }

  /// Proposes it; nil when there is no such certificate in reach. Throws ``CertificateFault``.
  package func propose(
    _ certificateID: UUID, reason: RevocationReason, note: String, by caretaker: Caretaker,
    now: Date
  ) async throws -> RevocationRecord? {
    try await self.pool.transaction { connection in
      guard try await self.certificates.lock(certificateID, in: connection) != nil,
        let certificate = try await self.register.find(
          certificateID, for: caretaker, in: connection)
      else { return nil }
      try certificate.checkProposal()
      let proposal = RevocationProposal(
        id: UUID(), certificateID: certificateID, reason: reason, note: note,
        proposedBy: caretaker.accountID, proposedAt: now)
      try await self.revocations.propose(proposal, in: connection)
      return try await self.revocations.find(proposal.id, for: caretaker, in: connection)
    }
  }

  /// Decides on a proposal; nil when there is none in reach. Confirmed, the certificate is revoked, the holder gets
  /// mail and the event is told. The same decision by the same person again changes nothing. Throws
  /// ``CertificateFault``.
  package func decide(
    _ proposalID: UUID, _ outcome: RevocationOutcome, by caretaker: Caretaker, now: Date
  ) async throws -> RevocationRecord? {
    try await self.pool.transaction { connection in
      guard
        let seen = try await self.revocations.find(proposalID, for: caretaker, in: connection)
      else { return nil }
      // Who decides at the same time passes afterwards, and sees what was decided.
      _ = try await self.certificates.lock(seen.proposal.certificateID, in: connection)
      guard
        let found = try await self.revocations.find(proposalID, for: caretaker, in: connection)
      else { return nil }
      guard try found.proposal.admits(outcome, by: caretaker) else { return found }
      try await self.revocations.decide(
        found.proposal, .init(outcome: outcome, by: caretaker.accountID, at: now), in: connection)
      if outcome == .confirmed { try await self.announce(found, at: now, in: connection) }
      return try await self.revocations.find(proposalID, for: caretaker, in: connection)
    }
  }

  private func announce(
    _ record: RevocationRecord, at now: Date, in connection: PostgresConnection
  ) async throws {
    let certificate = record.certificate.record.certificate
    let reason = record.proposal.reason
    try await CertificateAnnouncement.revoked(
      certificate, reason: reason, at: now, in: connection)
    guard !certificate.holder.isEmpty,
      let person = try await self.people.find(certificate.accountID, in: connection)
    else { return }
    // The proposal's id stands for the event: one revocation, one mail.
    try await self.mail.queue(
      MailOrder(
        id: UUID(), eventID: record.proposal.id, accountID: person.accountID,
        template: .certificateRevoked, language: person.language, address: person.email,
        arguments: [
          "name": person.name, "course": certificate.courseTitle, "serial": certificate.serial,
          "code": certificate.code, "revocation": reason.rawValue,
        ], createdAt: now, lifetime: self.mailLifetime), in: connection)
  }
}
