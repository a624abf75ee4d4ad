internal import Synchronization

/// What a process says about itself: whether it serves as a whole, and each of its parts.
public final class HealthRegistry: Sendable {
  /// The name of the whole process.
  public static let whole = ""

  private struct State {
    var serving: [String: Bool] = [HealthRegistry.whole: false]
    var watchers: [Int: (part: String, continuation: AsyncStream<Bool?>.Continuation)] = [:]
    var nextWatcher = 0
  }

  private let state = Mutex(State())

  /// A process that does not serve yet.
  public init() {}

  /// Says whether a part serves; watchers hear of a change.
  public func set(_ part: String = HealthRegistry.whole, serving: Bool) {
    let told = state.withLock { state -> [AsyncStream<Bool?>.Continuation] in
      guard state.serving.updateValue(serving, forKey: part) != serving else { return [] }
      return state.watchers.values.filter { $0.part == part }.map(\.continuation)
    }
    for continuation in told { continuation.yield(serving) }
  }

  /// Whether a part serves; nil for a part that was never named.
  public func isServing(_ part: String = HealthRegistry.whole) -> Bool? {
    state.withLock { $0.serving[part] }
  }

  /// The state of a part now and after every change; nil while it was never named.
  public func watch(_ part: String) -> AsyncStream<Bool?> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let id = state.withLock { state in
        state.nextWatcher += 1
        state.watchers[state.nextWatcher] = (part, continuation)
        continuation.yield(state.serving[part])
        return state.nextWatcher
      }
      continuation.onTermination = { [weak self] _ in
        self?.state.withLock { _ = $0.watchers.removeValue(forKey: id) }
      }
    }
  }
}
