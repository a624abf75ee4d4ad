internal import CLibPQ
internal import Foundation

/// Where the database is and how long to wait for it.
public struct PostgresConfiguration: Sendable {
  /// `postgresql://user:password@host:port/database?parameter=value`, as libpq reads it.
  public var url: String
  /// The most connections the pool opens. Mind `max_connections` of the server: instances of all
  /// services times this number, one more per service for its relay, and some for operators.
  public var maximumConnections: Int
  /// Shown in pg_stat_activity.
  public var applicationName: String
  /// Where unqualified names are looked up; nil leaves it to the role's own setting.
  public var schema: String?
  /// How long a connection attempt may take.
  public var connectTimeout: Duration = .seconds(5)
  /// How long a task waits for a connection.
  public var acquireTimeout: Duration = .seconds(10)
  /// The server ends a statement that runs longer; zero means never.
  public var statementTimeout: Duration = .seconds(10)
  /// The server ends a statement that waits longer for a lock; zero means never.
  public var lockTimeout: Duration = .seconds(5)
  /// The server ends a transaction that is left alone longer; zero means never.
  public var idleInTransactionTimeout: Duration = .seconds(30)
  /// How often the server looks whether the client of a running statement is still there. A request to
  /// cancel that comes before its statement has begun is lost, and the statement would keep its locks
  /// until `statementTimeout`; zero leaves it at that.
  public var goneAfter: Duration = .seconds(1)
  /// How often a transaction is tried when the server rolls it back in favour of another.
  public var transactionAttempts = 6
  /// How many single statements, of different tasks, may be under way on one connection while all
  /// connections are taken; 1 means that each waits for a connection of its own.
  public var statementsUnderWay = 4
  /// How many threads wait for answers and run the tasks that prefer the pool's executor, 1 or more: as many
  /// as there are processors, at most four.
  public var threads = min(max(ProcessInfo.processInfo.activeProcessorCount, 1), 4)
  /// How many prepared statements a connection keeps.
  public var preparedStatements = 256

  /// Checks the address.
  ///
  /// - Throws: `configuration` when libpq cannot read it, or the pool would be empty.
  public init(
    url: String, maximumConnections: Int = 8, applicationName: String = "clikc",
    schema: String? = nil
  ) throws(PostgresError) {
    guard maximumConnections > 0 else {
      throw PostgresError(.configuration, "a pool needs one connection or more")
    }
    if let schema, !schema.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
      throw PostgresError(.configuration, "'\(schema)' is no plain name of a schema")
    }
    guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://"),
      let options = PQconninfoParse(url, nil)
    else { throw PostgresError(.configuration, "the address is no postgresql:// URL") }
    PQconninfoFree(options)
    self.url = url
    self.maximumConnections = maximumConnections
    self.applicationName = applicationName
    self.schema = schema
  }

  /// What libpq is given: the URL first, then what this side decides. Statements are prepared once and
  /// planned once: planning again costs more than the small queries of a service themselves.
  var parameters: [(name: String, value: String)] {
    var options = """
      -c statement_timeout=\(statementTimeout.milliseconds) \
      -c lock_timeout=\(lockTimeout.milliseconds) \
      -c idle_in_transaction_session_timeout=\(idleInTransactionTimeout.milliseconds) \
      -c client_connection_check_interval=\(goneAfter.milliseconds) \
      -c plan_cache_mode=force_generic_plan
      """
    if let schema { options += " -c search_path=\(schema)" }
    return [
      ("dbname", url), ("application_name", applicationName), ("client_encoding", "UTF8"),
      ("connect_timeout", "\(max(2, connectTimeout.components.seconds))"), ("options", options),
      ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
      ("tcp_user_timeout", "15000"),
    ]
  }
}

extension Duration {
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
