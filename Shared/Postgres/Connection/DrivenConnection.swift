internal import CLibPQ
internal import DequeModule

/// A connection as its loop drives it, in libpq's pipeline mode: statements go out as they come and their
/// answers come back in the same order. Used by one thread at a time, which `ConnectionSlot` sees to.
///
/// Every request ends with a synchronisation point, so that its failure does not touch the next one; only
/// the beginning of a transaction and a scope have none and share the fate of the statement after them. Scripts
/// cannot be pipelined: they wait until nothing is under way, and the others wait for them.
final class DrivenConnection {
  let socket: Int32
  private(set) var isBroken = false
  private(set) var wantsWrite = false
  private(set) var deadline: ContinuousClock.Instant?

  let connection: OpaquePointer
  private let observer: ConnectionObserver
  private let patience: Duration?
  /// What waits for a script to end, or is a script that waits for the others.
  private var pending: Deque<Request> = []
  /// What was sent and not answered, the oldest first.
  private var flights: Deque<Flight> = []
  /// What failed since the last synchronisation point.
  private var failure: PostgresError?
  /// What is to be told once this connection is let go of.
  private var endings: [Ending] = []
  var cache: StatementCache
  /// Prepared statements that lost their place in the cache, to be deallocated.
  var displaced: [String] = []
  var parameters = ParameterBuffer()

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
    // A transaction's beginning that waits for company would wait for a script for ever.
    if request.isScript, flights.last?.isSynchronised == false { synchronise() }
    guard !isBroken else {
      return endings.append(.whole(request, .failure(.ended(request))))
    }
    guard pending.isEmpty, canFly(request) else { return pending.append(request) }
    start(Flight(request))
  }

  /// Takes a request back. A statement alone under way is stopped by giving the connection up: the
  /// server might otherwise stop the next one in its place. With statements of other tasks on the same
  /// connection it runs to its end there, and only its answer is dropped.
  func cancel(_ id: UInt64) {
    if let index = pending.firstIndex(where: { $0.id == id }) {
      let request = pending.remove(at: index)
      return endings.append(.whole(request, .failure(.cancelled(request))))
    }
    guard let index = flights.firstIndex(where: { $0.request.id == id && !$0.isAbandoned }) else {
      return
    }
    let request = flights[index].request
    if request.isShared, flights.count(where: \.isSynchronised) > 1 {
      flights[index].isAbandoned = true
      return endings.append(.abandoned(request, .cancelled(request)))
    }
    ConnectionHandle.cancel(connection)
    breakDown(.cancelled(request))
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
        .connectionLost, "the server did not answer in time",
        statement: flights.first?.request.statement))
  }

  /// Ends the connection; whoever waits is told why.
  func close(_ error: PostgresError) {
    guard !isBroken else { return }
    isBroken = true
    PQfinish(connection)
    deadline = nil
    let (flying, waiting) = (flights, pending)
    flights = []
    pending = []
    endings += flying.map { $0.ending(.failure(error)) }
    endings += waiting.map { .whole($0, .failure(error)) }
  }

  /// What is to be told now.
  func takeEndings() -> [Ending] {
    guard !endings.isEmpty else { return [] }
    defer { endings = [] }
    return endings
  }

  private func breakDown(_ error: PostgresError) {
    guard !isBroken else { return }
    // The pool hears of it first, so that a waiting task that tries again finds another connection.
    observer.broke(error)
    close(error)
  }

  func lose() {
    breakDown(
      PostgresError(
        .connectionLost, ConnectionHandle.lastMessage(of: connection),
        statement: flights.first?.request.statement))
  }
}

// MARK: - Out

extension DrivenConnection {
  private func canFly(_ request: Request) -> Bool {
    flights.isEmpty || !request.isScript && !flights[0].request.isScript
  }

  private func start(_ flight: Flight) {
    if let scope = flight.request.scope {
      var ahead = Flight(entering: scope)
      let isSent = send(&ahead)
      flights.append(ahead)
      guard isSent else {
        flights.append(flight)
        return lose()
      }
    }
    var flight = flight
    let isSent = send(&flight)
    flights.append(flight)
    guard isSent else { return lose() }
    guard flight.isAnswerable else { return }
    for name in displaced where !flight.request.isScript {
      guard sendDeallocation(name) else { return lose() }
      flights.append(Flight(deallocating: name))
    }
    if !flight.request.isScript { displaced = [] }
    expectAnswer()
    flush()
  }

  private func startPending() {
    while !isBroken, let next = pending.first, canFly(next) {
      pending.removeFirst()
      start(Flight(next))
    }
  }

  /// Ends what was sent without a synchronisation point of its own.
  private func synchronise() {
    guard PQpipelineSync(connection) == 1 else { return lose() }
    flights[flights.count - 1].isSynchronised = true
    expectAnswer()
    flush()
  }

  private func expectAnswer() {
    if deadline == nil { deadline = patience.map { .now + $0 } }
  }

  private func flush() {
    switch PQflush(connection) {
    case 0: wantsWrite = false
    case 1: wantsWrite = true
    default: lose()
    }
  }
}

// MARK: - In

extension DrivenConnection {
  /// Takes every result that is complete; nil from libpq ends a step.
  private func collect() {
    while !isBroken, !flights.isEmpty, PQisBusy(connection) == 0 {
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
      flights[0].take(result)
    case PGRES_PIPELINE_SYNC:
      PQclear(result)
      failure = nil
      finish()
    case PGRES_PIPELINE_ABORTED:
      PQclear(result)
      fail(failure ?? PostgresError(.server, "a statement before it failed"))
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      PQclear(result)
      breakDown(PostgresError(.configuration, "copy is not supported"))
    default:
      let error = PostgresError(result: result, statement: flights[0].request.statement)
      PQclear(result)
      failure = error
      fail(error)
      if PQstatus(connection) == CONNECTION_BAD { lose() }
    }
  }

  private func fail(_ error: PostgresError) {
    // What has no synchronisation point is not tried again by itself, but with the request after it.
    let isStale = !flights[0].isSynchronised && error.isStaleStatement
    if isStale || flights[0].step == .prepare, let statement = flights[0].statement {
      cache.remove(statement)
    }
    flights[0].fail(error)
  }

  private func endStep() {
    if flights[0].nextStep() { return }
    if flights[0].request.isScript { failure = nil }
    finish()
  }

  private func finish() {
    let flight = flights.removeFirst()
    deadline = nil
    if flights.contains(where: \.isAnswerable) { expectAnswer() }
    if isPreparedAgain(flight) { return }
    startPending()
    endings.append(flight.ending(flight.outcome))
  }

  /// A statement may have become stale: its table changed shape, or a proxy forgot it. Outside a
  /// transaction it is prepared anew, once, without anybody noticing.
  private func isPreparedAgain(_ flight: Flight) -> Bool {
    guard case .failure(let error) = flight.outcome, error.isStaleStatement,
      let statement = flight.statement, !flight.isSecondTry, !flight.isAbandoned,
      PQtransactionStatus(connection) == PQTRANS_IDLE
    else { return false }
    if cache.remove(statement), error.sqlState == .featureNotSupported {
      displaced.append(statement.name)
    }
    var again = Flight(flight.request)
    again.isSecondTry = true
    start(again)
    return true
  }
}

extension PostgresError {
  static func cancelled(_ request: Request) -> PostgresError {
    PostgresError(.cancelled, "the task was cancelled", statement: request.statement)
  }

  static func ended(_ request: Request) -> PostgresError {
    PostgresError(.connectionLost, "the connection has ended", statement: request.statement)
  }

  fileprivate var isStaleStatement: Bool {
    sqlState == .invalidStatementName
      || (sqlState == .featureNotSupported && message.contains("cached plan"))
  }
}
