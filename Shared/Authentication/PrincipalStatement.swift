internal import Foundation

/// A principal with the time in which it is believed; its signature was verified.
struct PrincipalStatement: Sendable {
  let stated: Principal
  let issued: Date
  let expires: Date

  /// The principal; throws ``PrincipalFault/expired`` outside its time.
  func principal(now: Date) throws -> Principal {
    let tolerance = PrincipalVerifier.clockTolerance
    guard self.issued <= now.addingTimeInterval(tolerance),
      now < self.expires.addingTimeInterval(tolerance),
      self.expires.timeIntervalSince(self.issued) <= PrincipalVerifier.longestLifetime
    else { throw PrincipalFault.expired }
    return self.stated
  }
}
