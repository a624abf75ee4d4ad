/// How much of a stream may be under way. Both sides count the same: a message costs its length and
/// ``StreamCredit/overhead``; credit is announced as a total since the beginning of the stream.
///
/// A sender may send while it has sent less than it was granted, so the last message may go over: a receiver
/// never holds more than the window and one message.
enum StreamCredit {
  /// What a message costs beside its length, so that empty messages are bounded too.
  static let overhead: Int64 = 64
  /// How much a receiver grants beyond what was read.
  static let window: Int64 = 256 * 1024

  /// What a message costs.
  static func cost(_ message: [UInt8]) -> Int64 { Int64(message.count) + Self.overhead }
}

/// The sender's side of the account. Pure.
struct SentCredit {
  private var granted: Int64
  private var sent: Int64 = 0

  init(granted: Int64) {
    self.granted = granted
  }

  /// Whether a message may be sent.
  var isOpen: Bool { self.sent < self.granted }

  /// The receiver announced a total; an older, smaller one changes nothing.
  mutating func grant(_ total: Int64) {
    self.granted = max(self.granted, total)
  }

  /// A message is sent.
  mutating func take(_ cost: Int64) {
    let (sum, overflow) = self.sent.addingReportingOverflow(cost)
    self.sent = overflow ? .max : sum
  }
}

/// The receiver's side of the account. Pure.
struct ReceivedCredit {
  private let window: Int64
  private var granted: Int64
  private var received: Int64 = 0
  private var consumed: Int64 = 0

  /// An account that has granted its window.
  init(window: Int64 = StreamCredit.window) {
    self.window = window
    self.granted = window
  }

  /// A message arrived; false when the sender had no credit for it.
  mutating func receive(_ cost: Int64) -> Bool {
    guard self.received < self.granted else { return false }
    self.received += cost
    return true
  }

  /// A message was read. Returns the total to announce, when half the window is free again.
  mutating func consume(_ cost: Int64) -> Int64? {
    self.consumed += cost
    guard self.consumed + self.window - self.granted >= self.window / 2 else { return nil }
    self.granted = self.consumed + self.window
    return self.granted
  }
}
