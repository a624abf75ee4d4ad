internal import Synchronization

/// Settles a bundle with the first of its members that is settled: from then on none is delivered again.
final class BundleAcknowledgement: AcknowledgementSink {
  private let sink: any AcknowledgementSink
  private let settled = Atomic<Bool>(false)

  init(_ sink: any AcknowledgementSink) {
    self.sink = sink
  }

  /// Whether a member was settled.
  var isSettled: Bool { self.settled.load(ordering: .acquiring) }

  func settle(_ settlement: Settlement) {
    guard !self.settled.exchange(true, ordering: .acquiringAndReleasing) else { return }
    self.sink.settle(settlement)
  }
}
