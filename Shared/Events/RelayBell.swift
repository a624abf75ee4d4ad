internal import Synchronization

/// Tells the relay's present session that there may be something to do.
///
/// Each session hangs a stream of its own: a stream whose reader was cancelled, as a session is when its
/// connection ends, has ended for good and would tell the next session nothing.
final class RelayBell: Sendable {
  private struct State {
    var ears: AsyncStream<Void>.Continuation?
    var isClosed = false
  }

  private let state = Mutex(State())

  /// The strokes from now on; several at once count as one. None once the bell is closed.
  func hang() -> AsyncStream<Void> {
    let (strokes, ears) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let isClosed = state.withLock { state in
      state.ears = ears
      return state.isClosed
    }
    if isClosed { ears.finish() }
    return strokes
  }

  func ring() {
    _ = state.withLock { $0.ears }?.yield()
  }

  /// Ends the strokes, now and for every later session.
  func close() {
    state.withLock { state in
      state.isClosed = true
      return state.ears
    }?.finish()
  }
}
