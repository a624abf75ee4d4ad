import Synchronization

/// When a sender's lease on a mail ends by its own clock. It is asked before the final dot: a
/// sender that was stopped past its lease breaks the mail off, since another may be sending it.
final class LeaseClock: Sendable {
  private let end: Mutex<ContinuousClock.Instant>

  init(until end: ContinuousClock.Instant) { self.end = Mutex(end) }

  /// Whether the lease has not ended yet.
  var isHeld: Bool { ContinuousClock.now < self.end.withLock { $0 } }

  /// The lease was renewed until then.
  func extend(until end: ContinuousClock.Instant) { self.end.withLock { $0 = end } }
}
