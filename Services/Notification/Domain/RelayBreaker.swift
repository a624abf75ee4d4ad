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

  /// A mail is being tried: while the breaker is open the others wait for what becomes of it.
  package mutating func begin(at now: Date) {
    if self.isOpen { self.opensAt = now + self.wait }
  }

  /// The relay answered, whatever it said.
  package mutating func succeed() { self = RelayBreaker(shortest: self.shortest) }

  /// The relay was not reached: the wait doubles, up to six times the shortest.
  package mutating func fail(at now: Date) {
    self.wait = min(max(self.wait * 2, self.shortest), self.shortest * Self.steepest)
    self.opensAt = now + self.wait
  }
}
