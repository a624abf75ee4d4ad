package import Foundation

/// How often one network may ask about certificates: each minute of the clock anew.
package struct VerificationLimit: Equatable, Sendable {
  /// The most in a minute.
  package static let perMinute = 120
  /// The most networks that are counted in a minute; more are let through, so that memory has an end.
  package static let networks = 10_000

  private var minute = 0
  private var counts: [[UInt8]: Int] = [:]

  package init() {}

  /// Counts a question of a network; nil when it may be asked, else the seconds to wait, 1 to 60.
  package mutating func wait(_ network: [UInt8], at now: Date) -> Int? {
    let second = Int(now.timeIntervalSince1970.rounded(.down))
    if second / 60 != self.minute { (self.minute, self.counts) = (second / 60, [:]) }
    guard let count = self.counts[network] ?? (self.counts.count < Self.networks ? 0 : nil) else {
      return nil
    }
    guard count < Self.perMinute else { return 60 - second % 60 }
    self.counts[network] = count + 1
    return nil
  }
}
