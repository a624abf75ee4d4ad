package import Foundation

/// Whether a certificate holds.
package enum CertificateState: Hashable, Sendable {
  case valid
  /// Its last day is over.
  case expired
  /// It was taken back.
  case revoked
  /// A newer one was issued in its place.
  case superseded
}

/// What became of a certificate after its issue.
package struct CertificateLife: Hashable, Sendable {
  /// When it was taken back; nil when it was not.
  package let revokedAt: Date?
  /// When a newer one was issued in its place; nil when none was.
  package let supersededAt: Date?
  /// Whether those who verify it see the holder's name.
  package let showsHolder: Bool

  package init(
    revokedAt: Date? = nil, supersededAt: Date? = nil, showsHolder: Bool = false
  ) {
    self.revokedAt = revokedAt
    self.supersededAt = supersededAt
    self.showsHolder = showsHolder
  }

  /// The one word for it at `now`, when its last day in UTC is `validUntil`, nil without end. Taken back weighs more
  /// than superseded, and both more than expired.
  package func state(validUntil: CalendarDay?, at now: Date) -> CertificateState {
    if self.revokedAt != nil { return .revoked }
    if self.supersededAt != nil { return .superseded }
    if let validUntil, validUntil < CalendarDay(now) { return .expired }
    return .valid
  }
}
