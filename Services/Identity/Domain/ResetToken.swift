package import Foundation

/// A token of a reset link, as it is kept: its hash and its life.
package struct ResetToken: Equatable, Sendable {
  /// What can be done with a token.
  package enum Standing: Equatable, Sendable {
    case usable
    /// Used, or ended by a change of the password or the address.
    case ended
    case expired
  }

  package let account: UUID
  package let serial: Int64
  package let expiresAt: Date
  package let endedAt: Date?

  package init(account: UUID, serial: Int64, expiresAt: Date, endedAt: Date?) {
    self.account = account
    self.serial = serial
    self.expiresAt = expiresAt
    self.endedAt = endedAt
  }

  /// Where the token stands at `now`; its own end is too late.
  package func standing(at now: Date) -> Standing {
    if endedAt != nil { return .ended }
    return now < expiresAt ? .usable : .expired
  }
}
