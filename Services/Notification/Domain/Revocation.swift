package import Foundation

/// Why a certificate is taken back. The names are in the database, in the event and in the message catalogues.
package enum RevocationReason: String, CaseIterable, Sendable {
  case issuedInError = "issued_in_error"
  case wrongPerson = "wrong_person"
  case misconduct
  case holderRequest = "holder_request"
}

/// What became of a proposal to take a certificate back. The names are in the database.
package enum RevocationOutcome: String, CaseIterable, Sendable {
  case confirmed
  case refused
  case withdrawn
}

/// A proposal to take a certificate back, which needs two persons: one proposes, another one decides.
package struct RevocationProposal: Hashable, Sendable {
  /// What was decided, by whom and when.
  package struct Decision: Hashable, Sendable {
    package let outcome: RevocationOutcome
    package let by: UUID
    package let at: Date

    package init(outcome: RevocationOutcome, by: UUID, at: Date) {
      self.outcome = outcome
      self.by = by
      self.at = at
    }
  }

  package let id: UUID
  package let certificateID: UUID
  package let reason: RevocationReason
  /// For who decides; empty when there is none.
  package let note: String
  package let proposedBy: UUID
  package let proposedAt: Date
  /// Nil while it waits.
  package let decision: Decision?

  package init(
    id: UUID, certificateID: UUID, reason: RevocationReason, note: String, proposedBy: UUID,
    proposedAt: Date, decision: Decision? = nil
  ) {
    self.id = id
    self.certificateID = certificateID
    self.reason = reason
    self.note = note
    self.proposedBy = proposedBy
    self.proposedAt = proposedAt
    self.decision = decision
  }

  /// Whether a person may decide on it: while it waits, an administrator who did not propose it.
  package func isDecidable(by person: Caretaker) -> Bool {
    self.decision == nil && person.isAdministrator && person.accountID != self.proposedBy
  }

  /// Whether a person may withdraw it: while it waits, who proposed it.
  package func isWithdrawable(by person: Caretaker) -> Bool {
    self.decision == nil && person.accountID == self.proposedBy
  }

  /// Checks a decision; false when it was made before by the same person, and nothing is left to do.
  package func admits(
    _ outcome: RevocationOutcome, by person: Caretaker
  ) throws(CertificateFault) -> Bool {
    if let decision = self.decision {
      guard decision.outcome == outcome, decision.by == person.accountID else {
        throw .proposalDecided
      }
      return false
    }
    if outcome == .withdrawn {
      guard person.accountID == self.proposedBy else { throw .proposalOfAnother }
    } else {
      guard person.accountID != self.proposedBy else { throw .ownProposal }
    }
    return true
  }
}

/// Why something cannot be done to a certificate.
package enum CertificateFault: Error, Hashable, Sendable {
  /// It was taken back.
  case revoked
  /// A newer one stands in its place.
  case superseded
  /// A proposal to take it back waits.
  case proposalWaits
  /// Who proposed may not decide.
  case ownProposal
  /// Only who proposed may withdraw.
  case proposalOfAnother
  /// Another decision was made.
  case proposalDecided
  /// The holder is called as printed.
  case nameUnchanged
  /// The holder was erased.
  case holderErased
}
