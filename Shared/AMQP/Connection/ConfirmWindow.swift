internal import DequeModule

/// The confirmed messages of one channel whose outcome is open. Pure: no I/O.
///
/// Tags count from 1 in the order of publishing. A returned message is known by its message id; the
/// return arrives before the acknowledgement, so an ack alone does not mean that a queue took it.
struct ConfirmWindow<Waiter> {
  private struct Entry {
    var waiter: Waiter
    var messageID: String
    var sent: Int64
    var returned: AMQPError?
  }

  /// A waiter and its outcome: nil is success.
  typealias Outcome = (waiter: Waiter, error: AMQPError?)

  private var entries: Deque<Entry?> = []
  private var firstTag: UInt64 = 1
  private var tags: [String: UInt64] = [:]
  /// When the broker last said anything of a message, in nanoseconds.
  private var answered = Int64.min

  /// How many outcomes are open.
  var count: Int { self.tags.count }

  /// Notes a message that was just published; `now` in nanoseconds.
  mutating func published(_ waiter: Waiter, messageID: String, now: Int64) {
    self.tags[messageID] = self.firstTag + UInt64(self.entries.count)
    self.entries.append(Entry(waiter: waiter, messageID: messageID, sent: now))
  }

  /// Notes that the broker returned the message.
  mutating func returned(messageID: String, _ error: AMQPError) {
    guard let tag = self.tags[messageID], tag >= self.firstTag else { return }
    self.entries[Int(tag - self.firstTag)]?.returned = error
  }

  /// Settles one tag, or all up to it; `now` in nanoseconds.
  mutating func settle(tag: UInt64, multiple: Bool, refused: Bool, now: Int64) -> [Outcome] {
    self.answered = now
    guard tag >= self.firstTag, tag - self.firstTag < UInt64(self.entries.count) else { return [] }
    let index = Int(tag - self.firstTag)
    let outcomes = (multiple ? 0...index : index...index).compactMap { position -> Outcome? in
      guard let entry = self.entries[position] else { return nil }
      self.entries[position] = nil
      self.tags[entry.messageID] = nil
      return (entry.waiter, entry.returned ?? (refused ? .rejected : nil))
    }
    self.dropSettled()
    return outcomes
  }

  /// Whether a message published before `limit`, in nanoseconds, is open and the broker has said nothing of any
  /// message since.
  func isSilent(since limit: Int64) -> Bool {
    guard let oldest = self.entries.first, let oldest else { return false }
    return oldest.sent < limit && self.answered < limit
  }

  /// Gives up those published before `limit`, in nanoseconds: their outcome is unknown.
  mutating func expired(before limit: Int64) -> [Outcome] {
    guard let oldest = self.entries.first, let oldest, oldest.sent < limit else { return [] }
    var outcomes: [Outcome] = []
    for (position, entry) in self.entries.enumerated() {
      guard let entry else { continue }
      guard entry.sent < limit else { break }
      outcomes.append((entry.waiter, .unknownOutcome))
      self.tags[entry.messageID] = nil
      self.entries[position] = nil
    }
    self.dropSettled()
    return outcomes
  }

  /// The channel is gone: what was published may be stored or not. Tags count from 1 again.
  mutating func abandon(refused: AMQPError? = nil) -> [Outcome] {
    let open = self.entries.compactMap { $0 }
    let error = open.count == 1 ? refused ?? .unknownOutcome : .unknownOutcome
    self = ConfirmWindow()
    return open.map { ($0.waiter, $0.returned ?? error) }
  }

  private mutating func dropSettled() {
    while let first = self.entries.first, first == nil {
      self.entries.removeFirst()
      self.firstTag += 1
    }
  }
}
