package import Foundation

/// What becomes of a mail after a try.
package enum DeliveryDecision: Equatable, Sendable {
  case accepted
  case failed
  case expired
  case suppressed
  /// Try again after so many seconds.
  case retry(after: TimeInterval)
  /// Back to the queue as if it had not been tried: the breaker says when mail is tried again.
  case untried

  /// How many seconds to wait for what our own services have to add: nobody else is troubled by asking
  /// again.
  package static let preparationWait: TimeInterval = 10

  /// Decides after the `attempts`th try, which ended at `now`. A mail never waits past `expiresAt`.
  package init(
    _ outcome: DeliveryOutcome, attempts: Int, expiresAt: Date, now: Date,
    schedule: RetrySchedule, spread: Double
  ) {
    switch outcome {
    case .accepted: self = .accepted
    case .refused, .unknownRecipient: self = .failed
    case .outdated: self = .expired
    case .suppressed: self = .suppressed
    case .unreachable: self = now < expiresAt ? .untried : .expired
    case .unprepared:
      let wait = Self.preparationWait
      self = now + wait < expiresAt ? .retry(after: wait) : .expired
    case .deferred, .interrupted:
      let wait = schedule.wait(after: attempts, spread: spread)
      self = now + wait < expiresAt ? .retry(after: wait) : .expired
    }
  }
}
