internal import DequeModule

/// Who has which connection and who waits for one: pure bookkeeping, no I/O and no clock. Every
/// event returns the actions it calls for. Waiters are served first come, first served; of idle
/// connections the one used last goes first, because its caches are warm.
struct PoolStateMachine {
  enum Action: Equatable {
    /// The waiter owns the connection until it releases it.
    case lease(connection: Int, waiter: UInt64)
    /// Open a connection; `failures` in a row before it ask for a pause.
    case connect(connection: Int, failures: Int)
    /// Close it and forget it.
    case close(connection: Int)
    /// The waiter gets an error.
    case refuse(waiter: UInt64)
    /// After a shutdown: no connection is left.
    case drained
  }

  private enum Connection {
    case connecting
    case idle
    case leased
    /// Lent, and known not to work any more.
    case leasedBroken
  }

  private let maximum: Int
  private var connections: [Int: Connection] = [:]
  private var idle: [Int] = []
  private var waiters: Deque<UInt64> = []
  private var serial = 0
  private var failures = 0
  private(set) var isShutDown = false

  init(maximum: Int) {
    self.maximum = maximum
  }

  var connectionCount: Int { connections.count }
  var idleCount: Int { idle.count }
  var waiterCount: Int { waiters.count }

  mutating func acquire(waiter: UInt64) -> [Action] {
    guard !isShutDown else { return [.refuse(waiter: waiter)] }
    if let connection = idle.popLast() {
      connections[connection] = .leased
      return [.lease(connection: connection, waiter: waiter)]
    }
    waiters.append(waiter)
    return connectIfNeeded(failures: 0)
  }

  mutating func connected(_ connection: Int) -> [Action] {
    guard connections[connection] != nil else { return [] }
    failures = 0
    guard !isShutDown else { return drop(connection) }
    return offer(connection) + connectIfNeeded(failures: 0)
  }

  mutating func connectFailed(_ connection: Int) -> [Action] {
    guard connections.removeValue(forKey: connection) != nil else { return [] }
    failures += 1
    return isShutDown ? drainedIfEmpty() : connectIfNeeded(failures: failures)
  }

  mutating func release(_ connection: Int, reusable: Bool) -> [Action] {
    guard let state = connections[connection] else { return [] }
    guard reusable, case .leased = state, !isShutDown else {
      return drop(connection) + connectIfNeeded(failures: 0)
    }
    return offer(connection)
  }

  /// The connection ended by itself.
  mutating func broke(_ connection: Int) -> [Action] {
    switch connections[connection] {
    case .leased:
      connections[connection] = .leasedBroken
      return []
    case .idle, .connecting: return drop(connection)
    case .leasedBroken, nil: return []
    }
  }

  /// The waiter gave up: too late, or cancelled. Nothing when it was served already.
  mutating func abandon(waiter: UInt64) -> [Action] {
    guard let index = waiters.firstIndex(of: waiter) else { return [] }
    waiters.remove(at: index)
    return [.refuse(waiter: waiter)]
  }

  mutating func shutDown() -> [Action] {
    guard !isShutDown else { return [] }
    isShutDown = true
    var actions = waiters.map { Action.refuse(waiter: $0) }
    waiters = []
    for connection in idle { connections.removeValue(forKey: connection) }
    actions += idle.map { .close(connection: $0) }
    idle = []
    return actions + drainedIfEmpty()
  }

  private mutating func offer(_ connection: Int) -> [Action] {
    if let waiter = waiters.popFirst() {
      connections[connection] = .leased
      return [.lease(connection: connection, waiter: waiter)]
    }
    connections[connection] = .idle
    idle.append(connection)
    return []
  }

  private mutating func drop(_ connection: Int) -> [Action] {
    connections.removeValue(forKey: connection)
    idle.removeAll { $0 == connection }
    return [.close(connection: connection)] + (isShutDown ? drainedIfEmpty() : [])
  }

  private func drainedIfEmpty() -> [Action] {
    connections.isEmpty ? [.drained] : []
  }

  /// Opens as many as there are waiters without one, but only one at a time while the server refuses.
  private mutating func connectIfNeeded(failures pause: Int) -> [Action] {
    guard !isShutDown else { return [] }
    var actions: [Action] = []
    var connecting = connections.values.count { if case .connecting = $0 { true } else { false } }
    let limit = failures > 0 ? 1 : waiters.count
    while connecting < min(limit, waiters.count), connections.count < maximum {
      serial += 1
      connecting += 1
      connections[serial] = .connecting
      actions.append(.connect(connection: serial, failures: pause))
    }
    return actions
  }
}
