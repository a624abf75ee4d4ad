internal import Foundation
internal import Synchronization

/// A connection lent to one transaction or session. Queries of several tasks run in the order in which
/// they come, without waiting for each other's answers.
public final class PostgresConnection: Sendable {
  private struct State {
    var isEnded = false
    var sawRetryableFailure = false
    var signals: Set<String> = []
    var beginFailure: PostgresError?
  }

  let id: Int
  private let loop: ConnectionLoop
  private let state = Mutex(State())

  init(id: Int, loop: ConnectionLoop) {
    self.id = id
    self.loop = loop
  }

  /// Runs a statement, prepared on first use, and returns its rows. When the task is cancelled, the
  /// connection is given up and with it the transaction.
  @discardableResult
  public func query(_ query: PostgresQuery) async throws(PostgresError) -> [PostgresRow] {
    try await run(.query(query))?.rows ?? []
  }

  /// Runs a statement and returns how many rows it inserted, changed or deleted.
  @discardableResult
  public func execute(_ query: PostgresQuery) async throws(PostgresError) -> Int {
    try await run(.query(query))?.affectedRows ?? 0
  }

  /// Runs any number of statements separated by semicolons; for migrations and fixtures, never for
  /// text that came from outside the program.
  public func run(unsafeScript text: String) async throws(PostgresError) {
    try await run(.script(text))
  }

  /// Begins a transaction, or puts it into a scope, together with its first statement.
  func begin(_ query: PostgresQuery) {
    loop.begin(query, on: id) { [self] error in state.withLock { $0.beginFailure = error } }
  }

  /// Why the transaction never began: whatever is asked for afterwards would run outside of one.
  var beginFailure: PostgresError? {
    state.withLock { $0.beginFailure }
  }

  /// Makes a name known to this process's `PostgresPool.signals(_:)` if the transaction commits.
  public func signalAfterCommit(_ name: String) {
    state.withLock { _ = $0.signals.insert(name) }
  }

  /// The names to make known.
  var signals: Set<String> {
    state.withLock { $0.signals }
  }

  /// Runs what must not be torn by a cancelled task: the end of a transaction.
  @discardableResult
  func runShielded(_ query: PostgresQuery) async throws(PostgresError) -> QueryResult? {
    try await run(.query(query), shielded: true)
  }

  /// After this every use is refused.
  func end() {
    state.withLock { $0.isEnded = true }
  }

  /// Whether a statement here failed in favour of another transaction, whatever became of the error.
  var sawRetryableFailure: Bool {
    state.withLock { $0.sawRetryableFailure }
  }

  @discardableResult
  private func run(
    _ work: Request.Work, shielded: Bool = false
  ) async throws(PostgresError) -> QueryResult? {
    let (isEnded, beginFailure) = state.withLock { ($0.isEnded, $0.beginFailure) }
    guard !isEnded else {
      throw PostgresError(.closed, "the connection was used after it was given back")
    }
    if let beginFailure { throw beginFailure }
    do {
      try await PostgresPlace.beforeStatement.reach()
      let result = try await loop.run(work, on: id, shielded: shielded)
      try await PostgresPlace.afterStatement.reach()
      return result
    } catch {
      if error.isRetryable { state.withLock { $0.sawRetryableFailure = true } }
      throw error
    }
  }
}
