import Foundation
import Logging
import NotificationDomain
import Synchronization

/// The breaker all workers of a sender share, by the clock.
final class RelayWatch: Sendable {
  private let breaker: Mutex<RelayBreaker>
  private let logger: Logger

  init(probe: TimeInterval, logger: Logger) {
    self.breaker = Mutex(RelayBreaker(shortest: probe))
    self.logger = logger
  }

  /// Whether the relay is thought to be out of reach.
  var isOpen: Bool { self.breaker.withLock { $0.isOpen } }

  /// Whether a mail may be tried.
  func permits() -> Bool { self.breaker.withLock { $0.permits(at: Date()) } }

  /// A mail is being tried.
  func begin() { self.breaker.withLock { $0.begin(at: Date()) } }

  /// Learns from how a try ended.
  func note(_ outcome: DeliveryOutcome) {
    guard let answered = outcome.relayAnswered else { return }
    let (wasOpen, isOpen) = self.breaker.withLock { breaker in
      let wasOpen = breaker.isOpen
      if answered { breaker.succeed() } else { breaker.fail(at: Date()) }
      return (wasOpen, breaker.isOpen)
    }
    guard wasOpen != isOpen else { return }
    self.logger.notice("relay reachable", metadata: ["relay.reachable": "\(!isOpen)"])
  }
}
