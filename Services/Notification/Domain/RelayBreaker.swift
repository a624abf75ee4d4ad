package import Foundation

/// Holds all mail back while the relay cannot be reached, and lets a probe through now and then.
package struct RelayBreaker: Sendable {
  /// The longest wait in multiples of the shortest: 30 seconds after 5, so that mail goes out within
  /// a minute of the relay's return.
  private static let steepest: TimeInterval = 6

  private let shortest: TimeInterval
  private var wait: TimeInterval = 0
  private var opensAt = Date.distantPast

  /// The first wait is `shortest` seconds long.
  package init(shortest: TimeInterval = 5) { self.shortest = shortest }

  /// Whether the relay is thought to be out of reach.
  package var isOpen: Bool { self.wait > 0 }

  /// Whether a mail may be tried.
  package func permits(at now: Date) -> Bool { now >= self.opensAt }

  /// Whether a mail may go to the relay now. While the breaker is open it is the probe, and the others wait for
  /// what becomes of it: only what is about to go to the relay may begin.
  package mutating func begin(at now: Date) -> Bool {
    guard self.permits(at: now) else { return false }
    if self.isOpen { self.opensAt = now + self.wait }
    return true
  }

  /// What had begun did not get to the relay: the next mail may.
  package mutating func withdraw(at now: Date) {
    if self.isOpen { self.opensAt = now }
  }

  /// The relay answered, whatever it said.
  package mutating func succeed() { self = RelayBreaker(shortest: self.shortest) }

  /// The relay was not reached: the wait doubles, up to six times the shortest.
  package mutating func fail(at now: Date) {
    self.wait = min(max(self.wait * 2, self.shortest), self.shortest * Self.steepest)
    self.opensAt = now + self.wait
  }
}
