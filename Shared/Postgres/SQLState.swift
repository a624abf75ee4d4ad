/// A five-character error code of the server (SQLSTATE). Codes of one class share their first two
/// characters: `state.isIn(.integrityConstraintViolation)`.
public struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The five characters.
  public let rawValue: String

  /// Takes the code as the server spelled it.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The code itself.
  public var description: String { rawValue }

  /// A class of codes: their first two characters.
  public struct Class: RawRepresentable, Hashable, Sendable {
    /// The two characters.
    public let rawValue: String

    /// Takes the first two characters of a code.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// 08: the connection failed.
    public static let connectionException = Class(rawValue: "08")
    /// 22: a value does not fit its type.
    public static let dataException = Class(rawValue: "22")
    /// 23: a constraint forbids the change.
    public static let integrityConstraintViolation = Class(rawValue: "23")
    /// 28: the role or its password was refused.
    public static let invalidAuthorization = Class(rawValue: "28")
    /// 40: the transaction was rolled back by the server.
    public static let transactionRollback = Class(rawValue: "40")
    /// 42: the statement is wrong, or not permitted.
    public static let syntaxErrorOrAccessRuleViolation = Class(rawValue: "42")
    /// 53: memory, disk or connections ran out.
    public static let insufficientResources = Class(rawValue: "53")
    /// 57: an operator stepped in: cancelled, shutting down.
    public static let operatorIntervention = Class(rawValue: "57")
  }

  /// The class of the code.
  public var stateClass: Class { Class(rawValue: String(rawValue.prefix(2))) }

  /// Whether the code belongs to the class.
  public func isIn(_ stateClass: Class) -> Bool {
    self.stateClass == stateClass
  }

  /// Lets a class be a pattern: `case .integrityConstraintViolation` matches all its codes.
  public static func ~= (pattern: Class, value: SQLState) -> Bool {
    value.isIn(pattern)
  }
}

extension SQLState {
  /// 0A000: among others, "cached plan must not change result type".
  public static let featureNotSupported = SQLState(rawValue: "0A000")
  /// 22P02: a text is no value of the type.
  public static let invalidTextRepresentation = SQLState(rawValue: "22P02")
  /// 23502: null where none may be.
  public static let notNullViolation = SQLState(rawValue: "23502")
  /// 23503: a row that is referred to is missing, or still referred to.
  public static let foreignKeyViolation = SQLState(rawValue: "23503")
  /// 23505: the key exists already.
  public static let uniqueViolation = SQLState(rawValue: "23505")
  /// 23514: a check constraint said no.
  public static let checkViolation = SQLState(rawValue: "23514")
  /// 23P01: an exclusion constraint said no.
  public static let exclusionViolation = SQLState(rawValue: "23P01")
  /// 25P02: the transaction failed earlier and takes no more statements.
  public static let inFailedTransaction = SQLState(rawValue: "25P02")
  /// 26000: a prepared statement of that name does not exist.
  public static let invalidStatementName = SQLState(rawValue: "26000")
  /// 40001: concurrent transactions cannot be put in an order; try again.
  public static let serializationFailure = SQLState(rawValue: "40001")
  /// 40P01: a deadlock was broken by ending this transaction; try again.
  public static let deadlockDetected = SQLState(rawValue: "40P01")
  /// 42501: the role may not do this.
  public static let insufficientPrivilege = SQLState(rawValue: "42501")
  /// 42P01: no such table.
  public static let undefinedTable = SQLState(rawValue: "42P01")
  /// 53300: the server takes no more connections.
  public static let tooManyConnections = SQLState(rawValue: "53300")
  /// 55P03: a lock was not granted within `lock_timeout`.
  public static let lockNotAvailable = SQLState(rawValue: "55P03")
  /// 57014: cancelled, by `statement_timeout` or on request.
  public static let queryCanceled = SQLState(rawValue: "57014")
  /// 57P01: the server ends this connection.
  public static let adminShutdown = SQLState(rawValue: "57P01")
}
