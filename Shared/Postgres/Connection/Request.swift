/// Work for one connection, and who waits for its end.
struct Request: Sendable {
  enum Work: Sendable {
    /// One statement, prepared and kept.
    case query(PostgresQuery)
    /// Any number of statements without values, sent as one text.
    case script(String)
  }

  typealias Completion = @Sendable (Result<QueryResult?, PostgresError>) -> Void

  let id: UInt64
  let work: Work
  let completion: Completion

  var statement: String? {
    switch work {
    case .query(let query): query.sql
    case .script: nil
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
