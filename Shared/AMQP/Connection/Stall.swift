internal import Synchronization

/// Whether a write was found standing still. The watch begins it; the publishing thread, once the write is
/// over, ends it.
final class Stall: Sendable {
  private let stalled = Atomic<Bool>(false)

  /// A write stands still.
  func begin() {
    self.stalled.store(true, ordering: .releasing)
  }

  /// Nothing does any longer; true if something did.
  func end() -> Bool {
    self.stalled.load(ordering: .acquiring) && self.stalled.exchange(false, ordering: .acquiring)
  }
}
