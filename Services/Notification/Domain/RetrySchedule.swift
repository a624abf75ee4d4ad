package import Foundation

/// When a mail is tried again. The submission goes to our own relay, which justifies a first retry
/// sooner than RFC 5321's half hour.
package enum RetrySchedule {
  /// How long any mail is tried.
  package static let lifetime: TimeInterval = 72 * 3600
  /// How long to wait when the relay itself could not be reached: it says nothing of the mail.
  package static let relayWait: TimeInterval = 60

  private static let waits: [TimeInterval] = [60, 300, 900, 1800, 3600, 7200, 14400]

  /// Seconds from the end of the `attempts`th try to the next; from the seventh on, four hours.
  package static func wait(after attempts: Int) -> TimeInterval {
    self.waits[min(max(attempts, 1), self.waits.count) - 1]
  }
}
