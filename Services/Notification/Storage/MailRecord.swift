package import Foundation
package import NotificationDomain

/// A mail as it stands.
package struct MailRecord: Sendable {
  package let order: MailOrder
  package let state: MailState
  /// Tries made.
  package let attempts: Int
  package let changedAt: Date
  /// What was answered last.
  package let answer: String
  /// When its link was first followed.
  package let openedAt: Date?
  /// From when on it is tried, while it is queued.
  package let dueAt: Date

  /// Why it did not arrive, or is tried again after an error; nil while nothing is wrong with it.
  package var reason: UndeliveredReason? {
    switch self.state {
    case .accepted: nil
    case .queued, .sending: self.answer.isEmpty ? nil : UndeliveredReason(answer: self.answer)
    case .failed, .expired, .suppressed: UndeliveredReason(answer: self.answer)
    }
  }
}

/// What became of a mail; the names are in the database.
package enum MailState: String, Sendable {
  case queued, sending, accepted
  case failed = "failed_permanent"
  case expired, suppressed
}

/// A mail one sender holds: nobody else sends it until the lease ends.
package struct LeasedMail: Sendable {
  package let order: MailOrder
  /// Tries made, this one counted.
  package let attempts: Int
  /// Whether its address has failed too often.
  package let isSuppressed: Bool
  package let lease: UUID
}
