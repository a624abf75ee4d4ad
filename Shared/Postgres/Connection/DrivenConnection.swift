internal import CLibPQ
internal import DequeModule

/// A connection as its loop drives it: one request after the other, each in one or more steps. Touched
/// by the loop's thread alone, which is what libpq asks for ("no two threads attempt to manipulate the
/// same PGconn object at the same time").
final class DrivenConnection {
  enum Step {
    case deallocate(String)
    case prepare(StatementCache.Key, name: String)
    case execute(name: String)
    case script
  }

  let socket: Int32
  private(set) var isBroken = false
  private(set) var wantsWrite = false
  private(set) var deadline: ContinuousClock.Instant?

  let connection: OpaquePointer
  private let observer: ConnectionObserver
  private let patience: Duration?
  private var pending: Deque<Request> = []
  private var current: Request?
  private var step: Step?
  private var steps: Deque<Step> = []
  private var outcome: Result<QueryResult?, PostgresError> = .success(nil)
  private var isSecondTry = false
  var cache: StatementCache

  /// `patience` is how long to wait for an answer before the server counts as gone.
  init(
    _ handle: ConnectionHandle, preparedStatements: Int, patience: Duration?,
    observer: ConnectionObserver
  ) {
    connection = handle.connection
    socket = PQsocket(handle.connection)
    cache = StatementCache(capacity: preparedStatements)
    self.patience = patience
    self.observer = observer
  }

  func submit(_ request: Request) {
    pending.append(request)
    if current == nil { startNext() }
  }

  /// Gives the connection up when it still works for this request: a query cannot be taken back
  /// otherwise without the risk of stopping the next one in its place.
  func cancel(_ id: UInt64) {
    guard current?.id == id || pending.contains(where: { $0.id == id }) else { return }
    ConnectionHandle.cancel(connection)
    breakDown(PostgresError(.cancelled, "the task was cancelled", statement: current?.statement))
  }

  /// Reads what has come and writes what can go.
  func drive(readable: Bool) {
    guard !isBroken else { return }
    if readable, PQconsumeInput(connection) == 0 { return lose() }
    while let notification = PQnotifies(connection) {
      observer.notified(
        PostgresNotification(
          channel: String(cString: notification.pointee.relname),
          payload: String(cString: notification.pointee.extra)))
      PQfreemem(notification)
    }
    if wantsWrite { flush() }
    collect()
  }

  func checkDeadline(_ now: ContinuousClock.Instant) {
    guard let deadline, deadline <= now else { return }
    ConnectionHandle.cancel(connection)
    breakDown(
      PostgresError(
        .connectionLost, "the server did not answer in time", statement: current?.statement))
  }

  /// Ends the connection; whoever waits is told why.
  func close(_ error: PostgresError) {
    guard !isBroken else { return }
    isBroken = true
    PQfinish(connection)
    deadline = nil
    let waiting = (current.map { [$0] } ?? []) + pending
    current = nil
    pending = []
    for request in waiting { request.completion(.failure(error)) }
  }

  private func breakDown(_ error: PostgresError) {
    guard !isBroken else { return }
    // The pool hears of it first, so that a waiting task that tries again finds another connection.
    observer.broke(error)
    close(error)
  }

  private func lose() {
    breakDown(
      PostgresError(
        .connectionLost, ConnectionHandle.lastMessage(of: connection), statement: current?.statement
      ))
  }

  // MARK: Steps

  private func startNext() {
    guard !isBroken, let request = pending.popFirst() else { return }
    current = request
    outcome = .success(nil)
    isSecondTry = false
    deadline = patience.map { .now + $0 }
    plan(request)
    startStep()
  }

  private func plan(_ request: Request) {
    guard case .query(let query) = request.work else {
      steps = [.script]
      return
    }
    let key = StatementCache.Key(query)
    if let known = cache.lookUp(key) {
      steps = [.execute(name: known.name)]
    } else {
      let name = cache.newName()
      steps = [.prepare(key, name: name), .execute(name: name)]
    }
  }

  private func startStep() {
    guard let next = steps.popFirst() else { return finish() }
    step = next
    guard let current, send(next, of: current) else { return lose() }
    flush()
  }

  private func flush() {
    switch PQflush(connection) {
    case 0: wantsWrite = false
    case 1: wantsWrite = true
    default: lose()
    }
  }

  /// Takes every result that is complete; nil from libpq ends a step.
  private func collect() {
    while !isBroken, current != nil, PQisBusy(connection) == 0 {
      guard let result = PQgetResult(connection) else {
        endStep()
        continue
      }
      take(result)
    }
  }

  private func take(_ result: OpaquePointer) {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
      guard case .success = outcome, case .execute = step, let current else {
        PQclear(result)
        return
      }
      outcome = .success(QueryResult(owning: result, columns: columns(of: result, for: current)))
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      PQclear(result)
      breakDown(PostgresError(.configuration, "copy is not supported"))
    default:
      if case .success = outcome {
        outcome = .failure(PostgresError(result: result, statement: current?.statement))
      }
      PQclear(result)
      if PQstatus(connection) == CONNECTION_BAD { lose() }
    }
  }

  private func columns(of result: OpaquePointer, for request: Request) -> ResultColumns {
    guard case .query(let query) = request.work else { return ResultColumns(of: result) }
    let key = StatementCache.Key(query)
    if let known = cache.lookUp(key)?.columns { return known }
    let columns = ResultColumns(of: result)
    cache.setColumns(columns, for: key)
    return columns
  }

  private func endStep() {
    if case .success = outcome, case .prepare(let key, let name) = step,
      let evicted = cache.insert(key, name: name)
    {
      steps.append(.deallocate(evicted))
    }
    if case .failure = outcome { steps = [] }
    startStep()
  }

  private func finish() {
    guard let request = current else { return }
    if prepareAgain(request) { return }
    let outcome = outcome
    current = nil
    step = nil
    deadline = nil
    // The next request goes out before the waiting task wakes up.
    startNext()
    request.completion(outcome)
  }

  /// A statement may have become stale: its table changed shape, or a proxy forgot it. Outside a
  /// transaction it is prepared anew, once, without anybody noticing.
  private func prepareAgain(_ request: Request) -> Bool {
    guard case .failure(let error) = outcome, case .query(let query) = request.work,
      error.isStaleStatement, let name = cache.remove(StatementCache.Key(query)),
      !isSecondTry, PQtransactionStatus(connection) == PQTRANS_IDLE
    else { return false }
    isSecondTry = true
    outcome = .success(nil)
    plan(request)
    if error.sqlState == .featureNotSupported { steps.prepend(.deallocate(name)) }
    startStep()
    return true
  }
}

extension PostgresError {
  fileprivate var isStaleStatement: Bool {
    sqlState == .invalidStatementName
      || (sqlState == .featureNotSupported && message.contains("cached plan"))
  }
}

extension StatementCache.Key {
  init(_ query: PostgresQuery) {
    self.init(sql: query.sql, types: query.binds.map(\.type))
  }
}
