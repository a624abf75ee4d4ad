internal import DequeModule

/// Who has which connection and who waits for one: pure bookkeeping, no I/O and no clock. Every
/// event returns the actions it calls for. Waiters are served first come, first served; of idle
/// connections the one used last goes first, because its caches are warm. Users who can share a
/// connection do so only when none is idle and no more may be opened.
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

  private struct Connection {
    enum Use { case connecting, idle, exclusive, shared }

    var use = Use.connecting
    var users = 0
    /// Lent, and known not to work any more.
    var isBroken = false
  }

  private struct Waiter {
    let id: UInt64
    let isSharing: Bool
  }

  private let maximum: Int
  /// How many may share a connection.
  private let depth: Int
  private var connections: [Int: Connection] = [:]
  private var idle: [Int] = []
  private var waiters: Deque<Waiter> = []
  private var serial = 0
  private var failures = 0
  private(set) var isShutDown = false

  init(maximum: Int, depth: Int = 1) {
    self.maximum = maximum
    self.depth = depth
  }

  var connectionCount: Int { connections.count }
  var idleCount: Int { idle.count }
  var waiterCount: Int { waiters.count }

  /// A connection the user owns, or shares, until it releases it; nil when it has to wait.
  mutating func acquireNow(shared: Bool) -> Int? {
    guard !isShutDown, waiters.isEmpty else { return nil }
    if let connection = idle.popLast() {
      connections[connection] = Connection(use: shared ? .shared : .exclusive, users: 1)
      return connection
    }
    guard shared, isGrown, let connection = leastShared() else { return nil }
    connections[connection]?.users += 1
    return connection
  }

  mutating func acquire(waiter: UInt64, shared: Bool = false) -> [Action] {
    guard !isShutDown else { return [.refuse(waiter: waiter)] }
    if let connection = acquireNow(shared: shared) {
      return [.lease(connection: connection, waiter: waiter)]
    }
    waiters.append(Waiter(id: waiter, isSharing: shared))
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

  mutating func release(_ connection: Int, reusable: Bool = true) -> [Action] {
    guard var state = connections[connection] else { return [] }
    state.users -= 1
    if !reusable { state.isBroken = true }
    connections[connection] = state
    if state.users > 0 { return state.isBroken ? [] : share(connection) }
    guard !state.isBroken, !isShutDown else {
      return drop(connection) + connectIfNeeded(failures: 0)
    }
    return offer(connection)
  }

  /// The connection ended by itself.
  mutating func broke(_ connection: Int) -> [Action] {
    guard let state = connections[connection] else { return [] }
    guard state.users == 0 else {
      connections[connection]?.isBroken = true
      return []
    }
    return drop(connection)
  }

  /// The waiter gave up: too late, or cancelled. Nothing when it was served already.
  mutating func abandon(waiter: UInt64) -> [Action] {
    guard let index = waiters.firstIndex(where: { $0.id == waiter }) else { return [] }
    waiters.remove(at: index)
    return [.refuse(waiter: waiter)]
  }

  mutating func shutDown() -> [Action] {
    guard !isShutDown else { return [] }
    isShutDown = true
    var actions = waiters.map { Action.refuse(waiter: $0.id) }
    waiters = []
    for connection in idle { connections.removeValue(forKey: connection) }
    actions += idle.map { .close(connection: $0) }
    idle = []
    return actions + drainedIfEmpty()
  }

  private mutating func offer(_ connection: Int) -> [Action] {
    guard let waiter = waiters.popFirst() else {
      connections[connection] = Connection(use: .idle)
      idle.append(connection)
      return []
    }
    connections[connection] = Connection(use: waiter.isSharing ? .shared : .exclusive, users: 1)
    return [.lease(connection: connection, waiter: waiter.id)] + share(connection)
  }

  /// Lends a shared connection to those who wait for one, up to whoever wants it alone.
  private mutating func share(_ connection: Int) -> [Action] {
    var actions: [Action] = []
    while isGrown, let waiter = waiters.first, waiter.isSharing, canShare(connections[connection]) {
      waiters.removeFirst()
      connections[connection]?.users += 1
      actions.append(.lease(connection: connection, waiter: waiter.id))
    }
    return actions
  }

  /// Whether no connection can be opened beside those there are.
  private var isGrown: Bool { connections.count >= maximum || failures > 0 }

  private func canShare(_ connection: Connection?) -> Bool {
    guard let connection else { return false }
    return connection.use == .shared && !connection.isBroken && connection.users < depth
  }

  private func leastShared() -> Int? {
    guard depth > 1 else { return nil }
    var least: (id: Int, users: Int)?
    for (id, connection) in connections where canShare(connection) {
      if connection.users < least?.users ?? .max { least = (id, connection.users) }
    }
    return least?.id
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
    var connecting = connections.values.count { $0.use == .connecting }
    let limit = failures > 0 ? 1 : waiters.count
    while connecting < min(limit, waiters.count), connections.count < maximum {
      serial += 1
      connecting += 1
      connections[serial] = Connection()
      actions.append(.connect(connection: serial, failures: pause))
    }
    return actions
  }
}
