internal import CLibPQ

/// A request that was sent, and how much of its answer has come.
struct Flight {
  /// What the server answers, in this order.
  enum Step {
    case prepare
    case execute
    /// The end of the request; after a failure the server goes on from here.
    case synchronise
  }

  let request: Request
  var statement: PreparedStatement?
  var step = Step.execute
  var isSynchronised: Bool
  var isSecondTry = false
  /// Its task was cancelled and has gone.
  var isAbandoned = false
  private(set) var outcome: Result<QueryResult?, PostgresError> = .success(nil)

  init(_ request: Request) {
    self.request = request
    isSynchronised = !request.isScript && !request.isBeginning
  }

  /// Whether the server answers it now: a transaction's beginning waits for what comes after it.
  var isAnswerable: Bool { isSynchronised || request.isScript }

  /// Puts the request after it into a scope; nobody waits for it, whose failure is that request's.
  init(entering scope: PostgresScope) {
    self.init(Request(id: 0, work: .query(scope.query), isBeginning: true) { _ in })
  }

  /// Makes the server forget a statement; nobody waits for it.
  init(deallocating name: String) {
    self.init(Request(id: 0, work: .deallocation(name)) { _ in })
  }

  /// Keeps the result of what was asked for.
  mutating func take(_ result: OpaquePointer) {
    guard case .success = outcome, step == .execute, !request.isScript else {
      PQclear(result)
      return
    }
    let columns = statement?.columns ?? ResultColumns(of: result)
    statement?.columns = columns
    outcome = .success(QueryResult(owning: result, columns: columns))
  }

  /// Keeps the first failure.
  mutating func fail(_ error: PostgresError) {
    if case .success = outcome { outcome = .failure(error) }
  }

  /// Goes on to the next answer; false after the last.
  mutating func nextStep() -> Bool {
    switch step {
    case .prepare: step = .execute
    case .execute where isSynchronised: step = .synchronise
    case .execute, .synchronise: return false
    }
    return true
  }

  /// What whoever waits is told.
  func ending(_ outcome: Result<QueryResult?, PostgresError>) -> Ending {
    isAbandoned ? .landed(request) : .whole(request, outcome)
  }
}
