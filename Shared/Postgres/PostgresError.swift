/// What went wrong between a query and its rows.
///
/// `description` is meant for logs: it leaves out `detail`, which quotes values of rows.
public struct PostgresError: Error, Sendable {
  /// Which side refused.
  public enum Kind: Sendable, Hashable {
    /// The server answered with an error; `sqlState` says which.
    case server
    /// No connection could be made.
    case connectionRefused
    /// The connection ended while the query was on its way: whether it ran is unknown.
    case connectionLost
    /// No connection became free in time.
    case acquireTimeout
    /// The task was cancelled; the connection was given up and the query with it.
    case cancelled
    /// The pool was shut down, or a connection was used after its transaction.
    case closed
    /// A column is missing, null, or of another type than asked for.
    case decoding
    /// The configuration or a migration is wrong.
    case configuration
  }

  /// Which side refused.
  public let kind: Kind
  /// The server's code.
  public let sqlState: SQLState?
  /// The primary message.
  public let message: String
  /// The server's second message, which may quote values of rows: never log it.
  public let detail: String?
  /// What the server advises.
  public let hint: String?
  /// The schema of the table concerned.
  public let schema: String?
  /// The table concerned.
  public let table: String?
  /// The column concerned.
  public let column: String?
  /// The constraint that said no.
  public let constraint: String?
  /// The statement's text, which carries placeholders and no values.
  public let statement: String?

  /// An error of this side's own making, or one the server reported with its fields.
  public init(
    _ kind: Kind, _ message: String, sqlState: SQLState? = nil, detail: String? = nil,
    hint: String? = nil, schema: String? = nil, table: String? = nil, column: String? = nil,
    constraint: String? = nil, statement: String? = nil
  ) {
    self.kind = kind
    self.sqlState = sqlState
    self.message = message
    self.detail = detail
    self.hint = hint
    self.schema = schema
    self.table = table
    self.column = column
    self.constraint = constraint
    self.statement = statement
  }

  /// Whether running the whole transaction again may succeed: the server rolled it back to let
  /// another one pass.
  public var isRetryable: Bool {
    sqlState == .serializationFailure || sqlState == .deadlockDetected
  }

  /// Whether the server refused because of this constraint.
  public func violates(_ constraint: String) -> Bool {
    sqlState?.isIn(.integrityConstraintViolation) == true && self.constraint == constraint
  }
}

extension PostgresError: CustomStringConvertible {
  /// Kind, code, message, constraint and statement in one line, without values of rows.
  public var description: String {
    var text = "\(kind)"
    if let sqlState { text += " \(sqlState)" }
    text += ": \(message)"
    if let constraint { text += " [constraint \(constraint)]" }
    if let hint { text += " [hint: \(hint)]" }
    if let statement { text += " [in: \(statement.prefix(300))]" }
    return text
  }
}
