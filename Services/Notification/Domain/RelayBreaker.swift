package import Foundation

/// Holds all mail back while the relay cannot be reached, and lets a probe through now and then.
package struct RelayBreaker: Sendable {
  private static let shortest: TimeInterval = 5
  private static let longest: TimeInterval = 120

  private var wait: TimeInterval = 0
  private var opensAt = Date.distantPast

  package init() {}

  /// Whether the relay is thought to be out of reach.
  package var isOpen: Bool { self.wait > 0 }

  /// Whether a mail may be tried.
  package func permits(at now: Date) -> Bool { now >= self.opensAt }

  /// A mail is being tried: while the breaker is open the others wait for what becomes of it.
  package mutating func begin(at now: Date) {
    if self.isOpen { self.opensAt = now + self.wait }
  }

  /// The relay answered, whatever it said.
  package mutating func succeed() { self = RelayBreaker() }

  /// The relay was not reached: the wait doubles from 5 seconds to two minutes.
  package mutating func fail(at now: Date) {
    self.wait = min(max(self.wait * 2, Self.shortest), Self.longest)
    self.opensAt = now + self.wait
  }
}
