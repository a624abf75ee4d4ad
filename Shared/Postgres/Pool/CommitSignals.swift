internal import Synchronization

/// Tells tasks of this process that something they wait for was committed.
final class CommitSignals: Sendable {
  private struct State {
    var serial = 0
    var listeners: [String: [Int: AsyncStream<Void>.Continuation]] = [:]
  }

  private let state = Mutex(State())

  func send(_ names: Set<String>) {
    guard !names.isEmpty else { return }
    let continuations = state.withLock { state in
      names.flatMap { state.listeners[$0].map { Array($0.values) } ?? [] }
    }
    for continuation in continuations { continuation.yield() }
  }

  func listen(_ name: String) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { state in
      state.serial += 1
      state.listeners[name, default: [:]][state.serial] = continuation
      return state.serial
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.listeners[name]?.removeValue(forKey: id) }
    }
    return stream
  }
}

extension PostgresPool {
  /// One element after each commit (or several at once) of a transaction of this pool that called
  /// `signalAfterCommit` with the name. A hint: other processes commit unheard.
  public func signals(_ name: String) -> AsyncStream<Void> {
    signalling.listen(name)
  }
}
