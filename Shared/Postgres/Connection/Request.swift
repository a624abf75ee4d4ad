/// Work for one connection, and who waits for its end.
struct Request: Sendable {
  enum Work: Sendable {
    /// One statement, prepared and kept.
    case query(PostgresQuery)
    /// Any number of statements without values, sent as one text.
    case script(String)
    /// A prepared statement nobody needs any more.
    case deallocation(String)
  }

  typealias Completion = @Sendable (Result<QueryResult?, PostgresError>) -> Void

  let id: UInt64
  let work: Work
  /// It is sent together with the request after it, in one transaction: a transaction's beginning, a scope.
  var isBeginning = false
  /// What is sent ahead of it, in the same transaction; for single statements.
  var scope: PostgresScope?
  /// Set when statements of other tasks may be under way on the same connection: called when this one no
  /// longer is.
  var landed: (@Sendable () -> Void)?
  let completion: Completion

  init(
    id: UInt64, work: Work, isBeginning: Bool = false, scope: PostgresScope? = nil,
    landed: (@Sendable () -> Void)? = nil, completion: @escaping Completion
  ) {
    self.id = id
    self.work = work
    self.isBeginning = isBeginning
    self.scope = scope
    self.landed = landed
    self.completion = completion
  }

  var isShared: Bool { landed != nil }

  var isScript: Bool {
    if case .script = work { true } else { false }
  }

  var statement: String? {
    if case .query(let query) = work { query.sql } else { nil }
  }

  /// Ends it; the connection is given back before its task goes on.
  func end(_ outcome: Result<QueryResult?, PostgresError>) {
    landed?()
    completion(outcome)
  }
}

/// What is to be said of a request once its connection is let go of: who is told asks for the next one at
/// once.
enum Ending {
  case whole(Request, Result<QueryResult?, PostgresError>)
  /// Its task goes on; the statement is still under way.
  case abandoned(Request, PostgresError)
  /// It is no longer under way; its task went on before.
  case landed(Request)

  func tell() {
    switch self {
    case .whole(let request, let outcome): request.end(outcome)
    case .abandoned(let request, let error): request.completion(.failure(error))
    case .landed(let request): request.landed?()
    }
  }
}

/// A message sent with `notify`.
public struct PostgresNotification: Sendable, Hashable {
  /// The channel it was sent on.
  public let channel: String
  /// Its text, often empty.
  public let payload: String
}

/// Who is told what happens to a connection outside of requests.
struct ConnectionObserver: Sendable {
  /// The connection ended by itself; it is gone already.
  var broke: @Sendable (PostgresError) -> Void
  /// The server sent a message of a channel listened to.
  var notified: @Sendable (PostgresNotification) -> Void = { _ in }
}
