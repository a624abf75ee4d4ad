internal import Synchronization

/// What a process says about itself: whether it serves as a whole, and each of its parts. As a whole it
/// serves when it says so and every part it needs does.
public final class HealthRegistry: Sendable {
  /// The name of the whole process.
  public static let whole = ""

  private struct State {
    var serving: [String: Bool] = [HealthRegistry.whole: false]
    var needed: Set<String> = []
    var watchers: [Int: (part: String, continuation: AsyncStream<Bool?>.Continuation)] = [:]
    var nextWatcher = 0

    func state(of part: String) -> Bool? {
      guard part == HealthRegistry.whole, serving[part] == true else { return serving[part] }
      return needed.allSatisfy { serving[$0] == true }
    }
  }

  private let state = Mutex(State())

  /// A process that does not serve yet.
  public init() {}

  /// Says whether a part serves; watchers hear of a change.
  public func set(_ part: String = HealthRegistry.whole, serving: Bool) {
    change { $0.serving[part] = serving }
  }

  /// Names a part that the whole needs; it does not serve yet. Call the answer when it does.
  public func need(_ part: String) -> @Sendable () -> Void {
    change { state in
      state.needed.insert(part)
      state.serving[part] = false
    }
    return { [self] in set(part, serving: true) }
  }

  private func change(_ body: (inout State) -> Void) {
    let told = state.withLock { state in
      let before = state
      body(&state)
      return state.watchers.values.compactMap { watcher in
        let now = state.state(of: watcher.part)
        return before.state(of: watcher.part) == now ? nil : (watcher.continuation, now)
      }
    }
    for (continuation, serving) in told { continuation.yield(serving) }
  }

  /// Whether a part serves; nil for a part that was never named.
  public func isServing(_ part: String = HealthRegistry.whole) -> Bool? {
    state.withLock { $0.state(of: part) }
  }

  /// The state of a part now and after every change; nil while it was never named.
  public func watch(_ part: String) -> AsyncStream<Bool?> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let id = state.withLock { state in
        state.nextWatcher += 1
        state.watchers[state.nextWatcher] = (part, continuation)
        continuation.yield(state.state(of: part))
        return state.nextWatcher
      }
      continuation.onTermination = { [weak self] _ in
        self?.state.withLock { _ = $0.watchers.removeValue(forKey: id) }
      }
    }
  }
}
