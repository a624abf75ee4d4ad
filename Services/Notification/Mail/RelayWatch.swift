import Foundation
import Logging
import NotificationDomain
import Synchronization

/// The breaker all workers of a sender share, by the clock.
final class RelayWatch: Sendable {
  private let breaker: Mutex<RelayBreaker>
  private let now: @Sendable () -> Date
  private let logger: Logger

  /// The first wait is `probe` seconds long, by the clock `now`.
  init(probe: TimeInterval, now: @escaping @Sendable () -> Date, logger: Logger) {
    self.breaker = Mutex(RelayBreaker(shortest: probe))
    self.now = now
    self.logger = logger
  }

  /// Whether the relay is thought to be out of reach.
  var isOpen: Bool { self.breaker.withLock { $0.isOpen } }

  /// Whether a mail may be tried.
  func permits() -> Bool { self.breaker.withLock { $0.permits(at: self.now()) } }

  /// Whether a mail that is ready for the relay may go to it now.
  func begin() -> Bool { self.breaker.withLock { $0.begin(at: self.now()) } }

  /// Learns from how a try at the relay ended.
  func note(_ outcome: DeliveryOutcome) {
    let (wasOpen, isOpen) = self.breaker.withLock { breaker in
      let wasOpen = breaker.isOpen
      switch outcome.relayAnswered {
      case true?: breaker.succeed()
      case false?: breaker.fail(at: self.now())
      case nil: breaker.withdraw(at: self.now())
      }
      return (wasOpen, breaker.isOpen)
    }
    guard wasOpen != isOpen else { return }
    self.logger.notice("relay reachable", metadata: ["relay.reachable": "\(!isOpen)"])
  }
}
