import Foundation
import NotificationContract
import NotificationDomain
import SwiftProtobuf

extension Clikc_Notification_V1_RegisteredCertificate {
  /// Nil for a certificate whose PDF is still to be rendered.
  init?(_ found: RegisteredCertificate, at now: Date) {
    guard let message = Clikc_Notification_V1_Certificate(record: found.record, at: now) else {
      return nil
    }
    let certificate = found.record.certificate
    self = .with {
      $0.id = certificate.id.uuidString.lowercased()
      $0.certificate = message
      $0.accountID = certificate.accountID.uuidString.lowercased()
      $0.currentName = found.currentName
      $0.revocationWaits = found.proposalWaits
      $0.replacesID = certificate.replaces?.uuidString.lowercased() ?? ""
      $0.replacedByID = found.replacedBy?.uuidString.lowercased() ?? ""
      $0.revocable = found.isRevocable
      $0.reissuable = found.isReissuable
    }
  }
}

extension Clikc_Notification_V1_Revocation {
  init(_ record: RevocationRecord, for caretaker: Caretaker, at now: Date) {
    let proposal = record.proposal
    self = .with {
      $0.id = proposal.id.uuidString.lowercased()
      if let certificate = Clikc_Notification_V1_RegisteredCertificate(record.certificate, at: now)
      {
        $0.certificate = certificate
      }
      $0.reason = .init(proposal.reason)
      $0.note = proposal.note
      $0.proposedBy = proposal.proposedBy.uuidString.lowercased()
      $0.proposer = record.proposer
      $0.proposedAt = Google_Protobuf_Timestamp(date: proposal.proposedAt)
      $0.outcome = .init(proposal.decision?.outcome)
      $0.decider = record.decider
      if let decision = proposal.decision {
        $0.decidedAt = Google_Protobuf_Timestamp(date: decision.at)
      }
      $0.decidable = proposal.isDecidable(by: caretaker)
      $0.withdrawable = proposal.isWithdrawable(by: caretaker)
    }
  }
}

extension Clikc_Notification_V1_RevocationReason {
  init(_ reason: RevocationReason) {
    self =
      switch reason {
      case .issuedInError: .issuedInError
      case .wrongPerson: .wrongPerson
      case .misconduct: .misconduct
      case .holderRequest: .holderRequest
      }
  }
}

extension Clikc_Notification_V1_RevocationOutcome {
  /// Nil waits.
  init(_ outcome: RevocationOutcome?) {
    self =
      switch outcome {
      case nil: .waiting
      case .confirmed: .confirmed
      case .refused: .refused
      case .withdrawn: .withdrawn
      }
  }
}
