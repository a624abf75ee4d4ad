public import Logging
public import ServiceLifecycle
internal import Synchronization

/// Lends connections to one database. It may be used before `run()`; `run()` ends it gracefully.
///
/// Transactions have a connection to themselves. Single statements share one when all are taken: they are
/// pipelined, each in a transaction of its own that no other's failure touches.
///
/// A few threads wait for answers (see `ConnectionLoop`); no call here blocks a thread of Swift's pool.
/// Connections are opened when they are needed, up to the maximum, given back after each query or
/// transaction, and dropped when they break: the next user gets another one. While the server cannot be
/// reached, waiting tasks go on waiting up to `acquireTimeout` and one connection attempt runs at a time,
/// with growing random pauses.
public final class PostgresPool: Service {
  private struct Waiter {
    let continuation: CheckedContinuation<Result<Int, PostgresError>, Never>
    let deadline: ContinuousClock.Instant
  }

  private struct State {
    var machine: PoolStateMachine
    var waiters: [UInt64: Waiter] = [:]
    var isSweeping = false
    var lastFailure: PostgresError?
    var onDrained: CheckedContinuation<Void, Never>?
  }

  let configuration: PostgresConfiguration
  let logger: Logger
  let loop: ConnectionLoop
  let signalling = CommitSignals()
  private let state: Mutex<State>
  private let backoff = Backoff(first: .milliseconds(100), ceiling: .seconds(5))

  /// Makes a pool without connections.
  public init(_ configuration: PostgresConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    loop = ConnectionLoop(threads: configuration.threads)
    state = Mutex(
      State(
        machine: PoolStateMachine(
          maximum: configuration.maximumConnections, depth: configuration.statementsUnderWay)))
  }

  /// Waits for the graceful shutdown (or the cancellation of its task), refuses new users from then
  /// on and returns when those at work have given their connections back.
  public func run() async throws {
    // Either way of ending means the same here: close.
    try? await gracefulShutdown()
    await close()
  }

  /// Refuses new users and returns when the last connection is closed.
  public func close() async {
    await withCheckedContinuation { continuation in
      apply {
        $0.onDrained = continuation
        let actions = $0.machine.shutDown()
        return actions.isEmpty && $0.machine.connectionCount == 0 ? [.drained] : actions
      }
    }
  }

  /// Runs tasks on the threads that wait for their answers, which spares waking another one after every
  /// statement. For tasks that mostly ask the database; what computes for long belongs elsewhere, because it
  /// keeps one of few threads (`PostgresConfiguration.threads`) from the others' answers.
  public var executor: any TaskExecutor { loop }

  /// Runs one statement in a transaction of its own, in the task's ``PostgresScope``, and returns its rows.
  @discardableResult
  public func query(_ query: PostgresQuery) async throws(PostgresError) -> [PostgresRow] {
    try await runOnce(query)?.rows ?? []
  }

  /// Runs one statement and returns how many rows it inserted, changed or deleted.
  @discardableResult
  public func execute(_ query: PostgresQuery) async throws(PostgresError) -> Int {
    try await runOnce(query)?.affectedRows ?? 0
  }

  private func runOnce(_ query: PostgresQuery) async throws(PostgresError) -> QueryResult? {
    try await PostgresPlace.beforeStatement.reach()
    let connection = try await acquire(shared: true)
    let result = try await loop.run(
      .query(query), on: connection, scope: PostgresScope.current
    ) { [self] in
      release(connection)
    }
    try await PostgresPlace.afterStatement.reach()
    return result
  }

  // MARK: Leases

  /// Waits for a connection, at most `acquireTimeout`.
  func acquire(shared: Bool) async throws(PostgresError) -> Int {
    guard !Task.isCancelled else { throw refusalError(.cancelled, nil) }
    if let connection = state.withLock({ $0.machine.acquireNow(shared: shared) }) {
      return connection
    }
    return try await wait(shared: shared)
  }

  private func wait(shared: Bool) async throws(PostgresError) -> Int {
    let waiter = loop.nextID()
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        apply {
          $0.waiters[waiter] = Waiter(
            continuation: continuation, deadline: .now + configuration.acquireTimeout)
          return $0.machine.acquire(waiter: waiter, shared: shared)
        }
        // A cancellation before this line found nobody waiting.
        if Task.isCancelled { abandon(waiter, .cancelled) }
        scheduleSweep()
      }
    } onCancel: {
      abandon(waiter, .cancelled)
    }
    return try outcome.get()
  }

  /// Gives a connection back; a broken one is dropped.
  func release(_ connection: Int, reusable: Bool = true) {
    apply { $0.machine.release(connection, reusable: reusable) }
  }

  /// One timer serves all waiters: it is due when the first of them has waited too long.
  private func scheduleSweep() {
    let deadline: ContinuousClock.Instant? = state.withLock { state in
      guard !state.isSweeping else { return nil }
      let first = state.waiters.values.map(\.deadline).min()
      state.isSweeping = first != nil
      return first
    }
    guard let deadline else { return }
    loop.schedule(at: deadline) { [weak self] in self?.sweep() }
  }

  private func sweep() {
    let late = state.withLock { state in
      state.isSweeping = false
      return state.waiters.filter { $0.value.deadline <= .now }.map(\.key)
    }
    for waiter in late { abandon(waiter, .acquireTimeout) }
    scheduleSweep()
  }

  private func abandon(_ waiter: UInt64, _ kind: PostgresError.Kind) {
    apply(refusal: kind) { $0.machine.abandon(waiter: waiter) }
  }

  // MARK: Actions

  /// Changes the state under the lock, then does what the state machine asks for outside of it.
  private func apply(
    refusal: PostgresError.Kind = .closed, _ change: (inout State) -> [PoolStateMachine.Action]
  ) {
    typealias Resumption = () -> Void
    let effects: [Resumption] = state.withLock { state in
      change(&state).map { action in
        switch action {
        case .lease(let connection, let waiter):
          let waiting = state.waiters.removeValue(forKey: waiter)
          return { waiting?.continuation.resume(returning: .success(connection)) }
        case .refuse(let waiter):
          let waiting = state.waiters.removeValue(forKey: waiter)
          let error = refusalError(refusal, state.lastFailure)
          return { waiting?.continuation.resume(returning: .failure(error)) }
        case .connect(let connection, let failures):
          return { self.connect(connection, failures: failures) }
        case .close(let connection):
          return { self.loop.post(.close(connection)) }
        case .drained:
          let continuation = state.onDrained
          state.onDrained = nil
          return { continuation?.resume() }
        }
      }
    }
    for effect in effects { effect() }
  }

  private func refusalError(
    _ kind: PostgresError.Kind, _ lastFailure: PostgresError?
  ) -> PostgresError {
    switch kind {
    case .cancelled: return PostgresError(kind, "cancelled while it waited for a connection")
    case .acquireTimeout:
      let cause = lastFailure.map { "; the last attempt to connect: \($0.message)" } ?? ""
      return PostgresError(
        kind, "no connection became free within \(configuration.acquireTimeout)\(cause)")
    default: return PostgresError(kind, "the pool was shut down")
    }
  }

  private func connect(_ connection: Int, failures: Int) {
    let attempt: @Sendable () -> Void = { [self] in
      ConnectionHandle.open(configuration, logger: logger) { [self] in
        connected(connection, $0)
      }
    }
    guard failures > 0 else { return attempt() }
    loop.schedule(after: backoff.pause(afterFailures: failures), attempt)
  }

  private func connected(_ connection: Int, _ outcome: Result<ConnectionHandle, PostgresError>) {
    switch outcome {
    case .success(let handle):
      let observer = ConnectionObserver { [weak self] error in
        self?.logger.debug("A connection ended", metadata: ["error": "\(error)"])
        self?.apply { $0.machine.broke(connection) }
      }
      loop.adopt(connection, handle, configuration, observer)
      apply {
        $0.lastFailure = nil
        return $0.machine.connected(connection)
      }
    case .failure(let error):
      logger.warning("The database cannot be reached", metadata: ["error": "\(error)"])
      apply {
        $0.lastFailure = error
        return $0.machine.connectFailed(connection)
      }
    }
  }
}
