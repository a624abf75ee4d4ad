package import Foundation

/// When a mail is tried again. The submission goes to our own relay, which justifies a first retry
/// sooner than RFC 5321's half hour (section 4.5.4.1).
package struct RetrySchedule: Equatable, Sendable {
  /// Seconds from the end of a try to the next; the last one is used again and again.
  package let waits: [TimeInterval]
  /// For how many seconds any mail is tried.
  package let lifetime: TimeInterval
  /// By which part of itself a wait may be longer or shorter, so that mails that failed together do
  /// not return together; 0 to 0.5.
  package let jitter: Double

  /// At once, after 1, 5, 15 and 30 minutes, 1, 2 and 4 hours, then every 4 hours up to 72.
  package static let standard = RetrySchedule(
    checked: [60, 300, 900, 1800, 3600, 7200, 14400], lifetime: 72 * 3600, jitter: 0.2)

  /// Nil without a wait, with one that is not positive, or with a jitter out of its range.
  package init?(waits: [TimeInterval], lifetime: TimeInterval, jitter: Double) {
    guard !waits.isEmpty, waits.allSatisfy({ $0 > 0 && $0.isFinite }), lifetime > 0,
      (0...0.5).contains(jitter)
    else { return nil }
    self.init(checked: waits, lifetime: lifetime, jitter: jitter)
  }

  private init(checked waits: [TimeInterval], lifetime: TimeInterval, jitter: Double) {
    self.waits = waits
    self.lifetime = lifetime
    self.jitter = jitter
  }

  /// Seconds from the end of the `attempts`th try to the next. `spread`, 0 to 1, says where in the
  /// jitter it falls: 0.5 is the wait itself.
  package func wait(after attempts: Int, spread: Double) -> TimeInterval {
    let wait = self.waits[min(max(attempts, 1), self.waits.count) - 1]
    return wait * (1 + self.jitter * (2 * min(max(spread, 0), 1) - 1))
  }
}
