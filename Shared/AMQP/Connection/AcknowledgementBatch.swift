/// Turns the acknowledgements of one channel that came together into as few frames as possible. Pure.
///
/// `multiple` acknowledges every open delivery up to a tag, so it may be used only as far as all of them
/// are to be acknowledged.
struct AcknowledgementBatch {
  /// The highest tag up to which every delivery is settled.
  private var settled: UInt64 = 0
  /// Settled tags above it.
  private var ahead: Set<UInt64> = []
  private var pending: [UInt64] = []

  /// Adds a tag to acknowledge.
  mutating func ack(_ tag: UInt64) {
    self.pending.append(tag)
  }

  /// Notes that a tag was refused.
  mutating func nacked(_ tag: UInt64) {
    self.ahead.insert(tag)
    self.advance()
  }

  /// The frames to send: a tag, and whether it stands for all before it.
  mutating func flush() -> [(tag: UInt64, multiple: Bool)] {
    guard !self.pending.isEmpty else { return [] }
    let before = self.settled
    self.ahead.formUnion(self.pending)
    self.advance()
    let together = self.pending.filter { $0 <= self.settled && $0 > before }.max()
    var frames: [(tag: UInt64, multiple: Bool)] = []
    if let together { frames.append((together, true)) }
    for tag in self.pending where tag > self.settled { frames.append((tag, false)) }
    self.pending.removeAll(keepingCapacity: true)
    return frames
  }

  private mutating func advance() {
    while self.ahead.remove(self.settled + 1) != nil { self.settled += 1 }
  }
}
