public import Foundation
internal import Synchronization

/// A clock that stands still until a test moves it.
public final class TestClock: Sendable {
  private let time: Mutex<Date>

  /// Stands at a moment, by default at noon UTC of 24 November 2026.
  public init(_ start: Date = Date(timeIntervalSince1970: 1_795_521_600)) {
    time = Mutex(start)
  }

  /// The time it shows.
  public var now: Date { time.withLock { $0 } }

  /// Moves it forward, or back.
  public func advance(by seconds: TimeInterval) {
    time.withLock { $0 += seconds }
  }
}
