package import Foundation

/// Slows down guessing: a fold over failed sign-ins of one account or one address. Failures beyond
/// the free ones double the wait, up to 15 minutes; an hour without failure forgets them.
package struct SignInThrottle: Equatable, Sendable {
  /// How a subject is slowed down.
  package struct Rule: Equatable, Sendable {
    /// Failures that cost no wait.
    package let free: Int
    /// The first wait in seconds.
    package let first: TimeInterval

    /// One account: 5 free, then 30 s, 1 min, 2 min…
    package static let account = Rule(free: 5, first: 30)
    /// One address, behind which a whole office may sit: 20 free, then 5 s, 10 s…
    package static let address = Rule(free: 20, first: 5)
  }

  /// The longest wait in seconds.
  package static let longest: TimeInterval = 15 * 60
  /// Seconds without failure after which all are forgotten.
  package static let memory: TimeInterval = 3600

  package let rule: Rule
  package private(set) var failures: Int
  package private(set) var last: Date?

  /// The state as stored; a new subject has no failures.
  package init(rule: Rule, failures: Int = 0, last: Date? = nil) {
    self.rule = rule
    self.failures = failures
    self.last = last
  }

  /// Counts one failure.
  package mutating func recordFailure(at time: Date) {
    if let last, time.timeIntervalSince(last) >= Self.memory { failures = 0 }
    failures += 1
    last = max(time, last ?? time)
  }

  /// Seconds until the next attempt is looked at; 0 when it may come now.
  package func wait(at time: Date) -> TimeInterval {
    guard let last, failures > rule.free else { return 0 }
    let doublings = min(failures - rule.free - 1, 20)
    let delay = min(rule.first * TimeInterval(1 << doublings), Self.longest)
    return max(0, delay - max(0, time.timeIntervalSince(last)))
  }
}
