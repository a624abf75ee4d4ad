/// Turns the acknowledgements of one channel that came together into as few frames as possible. Pure.
///
/// `multiple` acknowledges every open delivery up to a tag, so it may be used only as far as all of them
/// are to be acknowledged.
struct AcknowledgementBatch {
  /// The highest tag up to which every delivery is settled.
  private var settled: UInt64 = 0
  /// Settled tags above it.
  private var ahead: Set<UInt64> = []
  /// The last tag that came in its turn, if it is yet to be sent.
  private var inTurn: UInt64?
  /// Tags that came before their turn, to be sent.
  private var early: [UInt64] = []

  /// Adds a tag to acknowledge.
  mutating func ack(_ tag: UInt64) {
    if tag == self.settled + 1 {
      self.settled = tag
      self.inTurn = tag
      self.advance()
    } else {
      self.ahead.insert(tag)
      self.early.append(tag)
    }
  }

  /// Notes that a tag was refused.
  mutating func nacked(_ tag: UInt64) {
    self.ahead.insert(tag)
    self.advance()
  }

  /// The frames to send: a tag, and whether it stands for all before it.
  mutating func flush() -> [(tag: UInt64, multiple: Bool)] {
    guard self.inTurn != nil || !self.early.isEmpty else { return [] }
    var together = self.inTurn ?? 0
    var frames: [(tag: UInt64, multiple: Bool)] = []
    for tag in self.early {
      if tag <= self.settled { together = max(together, tag) } else { frames.append((tag, false)) }
    }
    if together > 0 { frames.insert((together, true), at: 0) }
    self.inTurn = nil
    self.early.removeAll(keepingCapacity: true)
    return frames
  }

  private mutating func advance() {
    guard !self.ahead.isEmpty else { return }
    while self.ahead.remove(self.settled + 1) != nil { self.settled += 1 }
  }
}
