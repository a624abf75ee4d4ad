package import Foundation

/// How long a session lives.
package enum SessionRule {
  /// Seconds without a call after which it ends.
  package static let idle: TimeInterval = 30 * 60
  /// Seconds after sign-in at which it ends in any case.
  package static let absolute: TimeInterval = 12 * 3600
  /// Seconds for which a call is not written down again; far below `idle`.
  package static let touch: TimeInterval = 60

  /// Whether a session last seen at `lastSeen`, which ends at `expires`, still stands at `now`.
  package static func isAlive(lastSeen: Date, expires: Date, now: Date) -> Bool {
    now < expires && now.timeIntervalSince(lastSeen) < idle
  }

  /// Whether the call at `now` is worth writing down.
  package static func isTouchDue(lastSeen: Date, now: Date) -> Bool {
    now.timeIntervalSince(lastSeen) >= touch
  }
}
