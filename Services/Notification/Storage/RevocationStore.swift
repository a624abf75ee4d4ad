package import Foundation
package import NotificationDomain
package import Postgres

/// A proposal with its certificate and the names of who had to do with it.
package struct RevocationRecord: Equatable, Sendable {
  package let proposal: RevocationProposal
  package let certificate: RegisteredCertificate
  /// Empty for somebody no event told of.
  package let proposer: String
  package let decider: String
}

/// Proposals to take certificates back, and what was decided: both only grow.
package struct RevocationStore: Sendable {
  /// The most waiting proposals of one answer.
  package static let page = 100

  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// Keeps a proposal.
  package func propose(
    _ proposal: RevocationProposal, in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into revocation_proposals (id, certificate_id, reason, proposed_by, proposed_at)
      values (\(proposal.id), \(proposal.certificateID), \(proposal.reason.rawValue),
        \(proposal.proposedBy), \(proposal.proposedAt))
      """)
    guard !proposal.note.isEmpty else { return }
    try await connection.query(
      """
      insert into revocation_notes (proposal_id, note) values (\(proposal.id), \(proposal.note))
      """)
  }

  /// Keeps a decision; the database holds that who confirms or refuses did not propose.
  package func decide(
    _ proposal: RevocationProposal, _ decision: RevocationProposal.Decision,
    in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into revocation_decisions
        (proposal_id, certificate_id, proposed_by, outcome, decided_by, decided_at)
      values (\(proposal.id), \(proposal.certificateID), \(proposal.proposedBy),
        \(decision.outcome.rawValue), \(decision.by), \(decision.at))
      """)
  }

  /// A proposal in reach.
  package func find(
    _ proposalID: UUID, for caretaker: Caretaker, in connection: PostgresConnection
  ) async throws -> RevocationRecord? {
    try await connection.query(
      """
      \(unsafeSQL: Self.selection) where proposals.id = \(proposalID)
        and \(caretaker.reach)
      """
    ).first.map(Self.record)
  }

  /// Those that wait and are in reach, the oldest first.
  package func waiting(for caretaker: Caretaker) async throws -> [RevocationRecord] {
    try await self.pool.query(
      """
      \(unsafeSQL: Self.selection) where decisions.proposal_id is null
        and \(caretaker.reach)
      order by proposals.proposed_at, proposals.id limit \(Int64(Self.page))
      """
    ).map(Self.record)
  }

  /// All about a certificate, the newest first.
  package func history(of certificateID: UUID) async throws -> [RevocationRecord] {
    try await self.pool.query(
      """
      \(unsafeSQL: Self.selection) where proposals.certificate_id = \(certificateID)
      order by proposals.proposed_at desc, proposals.id
      """
    ).map(Self.record)
  }

  private static let selection = """
    select proposals.id as proposal_id, proposals.reason, coalesce(notes.note, '') as note,
      proposals.proposed_by, proposals.proposed_at, decisions.outcome, decisions.decided_by,
      decisions.decided_at, coalesce(names.proposer, '') as proposer,
      coalesce(names.decider, '') as decider, \(RegisterStore.columns)
    from revocation_proposals as proposals
    join certificates on certificates.id = proposals.certificate_id
    join people on people.account_id = certificates.account_id
    left join revocation_decisions as decisions on decisions.proposal_id = proposals.id
    left join revocation_notes as notes on notes.proposal_id = proposals.id
    left join revocation_names as names on names.proposal_id = proposals.id
    """

  private static func record(_ row: PostgresRow) throws -> RevocationRecord {
    let certificate = try RegisterStore.registered(row)
    let reason = try row.decode(String.self, "reason")
    guard let reason = RevocationReason(rawValue: reason) else {
      throw MissingRow(what: "reason \(reason)")
    }
    let proposal = RevocationProposal(
      id: try row.decode(UUID.self, "proposal_id"),
      certificateID: certificate.record.certificate.id, reason: reason,
      note: try row.decode(String.self, "note"),
      proposedBy: try row.decode(UUID.self, "proposed_by"),
      proposedAt: try row.decode(Date.self, "proposed_at"), decision: try Self.decision(row))
    return RevocationRecord(
      proposal: proposal, certificate: certificate,
      proposer: try row.decode(String.self, "proposer"),
      decider: try row.decode(String.self, "decider"))
  }

  private static func decision(_ row: PostgresRow) throws -> RevocationProposal.Decision? {
    guard let outcome = try row.decode(String?.self, "outcome"),
      let outcome = RevocationOutcome(rawValue: outcome)
    else { return nil }
    return RevocationProposal.Decision(
      outcome: outcome, by: try row.decode(UUID.self, "decided_by"),
      at: try row.decode(Date.self, "decided_at"))
  }
}
