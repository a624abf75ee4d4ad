package import Foundation

/// How one try to send a mail ended.
package enum DeliveryOutcome: Equatable, Sendable {
  /// The relay took it, which is not to say that it was delivered.
  case accepted(String)
  /// The relay will never take it.
  case refused(String)
  /// The relay may take it later, or something the mail needs is not there yet.
  case deferred(String)
  /// The relay was not reached, or would not talk to us at all.
  case unreachable(String)
  /// What it was to carry no longer works.
  case outdated(String)

  /// What was answered, to be read by people.
  package var answer: String {
    switch self {
    case .accepted(let answer), .refused(let answer), .deferred(let answer),
      .unreachable(let answer), .outdated(let answer):
      answer
    }
  }
}

/// What becomes of a mail after a try.
package enum DeliveryDecision: Equatable, Sendable {
  case accepted
  case failed
  case expired
  /// Try again after so many seconds.
  case retry(after: TimeInterval)

  /// Decides after the `attempts`th try, which ended at `now`. A mail never waits past
  /// `expiresAt`. `spread`, 0 to 1, lengthens a wait by up to a tenth, so that mails that failed
  /// together do not return together.
  package init(
    _ outcome: DeliveryOutcome, attempts: Int, expiresAt: Date, now: Date, spread: Double
  ) {
    let wait: TimeInterval
    switch outcome {
    case .accepted:
      self = .accepted
      return
    case .refused:
      self = .failed
      return
    case .outdated:
      self = .expired
      return
    case .deferred: wait = RetrySchedule.wait(after: attempts)
    case .unreachable: wait = RetrySchedule.relayWait
    }
    let spreadWait = wait * (1 + 0.1 * min(max(spread, 0), 1))
    self = now + spreadWait < expiresAt ? .retry(after: spreadWait) : .expired
  }
}
