internal import Logging

/// How much a transaction sees of others.
public enum IsolationLevel: Sendable {
  /// Each statement sees what was committed before it.
  case readCommitted
  /// All statements see what was committed before the first.
  case repeatableRead
  /// As if transactions ran one after the other.
  case serializable

  fileprivate var begin: PostgresQuery {
    switch self {
    case .readCommitted: "begin isolation level read committed"
    case .repeatableRead: "begin isolation level repeatable read"
    case .serializable: "begin isolation level serializable"
    }
  }
}

extension PostgresPool {
  /// Runs the body in one transaction of the task's ``PostgresScope``: committed when it returns, rolled back when
  /// it throws.
  ///
  /// When the server rolls it back in favour of another transaction (40001, 40P01), everything is
  /// run again after a random pause, up to `transactionAttempts` times: the body must have no effect
  /// but on the database. A connection lost before the commit is tried again as well; one lost during
  /// the commit throws `connectionLost`, and whether the transaction took place is unknown.
  @discardableResult
  public func transaction<T: Sendable>(
    _ isolation: IsolationLevel = .readCommitted,
    _ body: @Sendable (PostgresConnection) async throws -> T
  ) async throws -> T {
    let backoff = Backoff(first: .milliseconds(10), ceiling: .milliseconds(500))
    var attempt = 1
    // Connections may have died unnoticed since their last use; then nothing has begun.
    var unnoticed = configuration.maximumConnections
    while true {
      let connection = PostgresConnection(id: try await acquire(shared: false), loop: loop)
      connection.begin(isolation.begin)
      if let scope = PostgresScope.current { connection.begin(scope.query) }
      let outcome = await run(body, in: connection)
      connection.end()
      switch outcome {
      case .committed(let value):
        release(connection.id)
        signalling.send(connection.signals)
        return value
      case .failed(let error, let reusable):
        release(connection.id, reusable: reusable)
        if connection.beginFailure?.kind == .connectionLost, error.isLostConnection, unnoticed > 0 {
          unnoticed -= 1
          continue
        }
        let mayRetry = connection.sawRetryableFailure || !reusable && error.isLostConnection
        guard mayRetry, attempt < configuration.transactionAttempts else { throw error }
      case .unknown(let error):
        release(connection.id, reusable: false)
        throw error
      }
      logger.debug("A transaction is run again", metadata: ["attempt": "\(attempt)"])
      try await Task.sleep(for: backoff.pause(afterFailures: attempt))
      attempt += 1
    }
  }

  private enum Outcome<T: Sendable>: Sendable {
    case committed(T)
    case failed(any Error, reusable: Bool)
    case unknown(PostgresError)
  }

  private func run<T: Sendable>(
    _ body: @Sendable (PostgresConnection) async throws -> T, in connection: PostgresConnection
  ) async -> Outcome<T> {
    let value: T
    do {
      value = try await body(connection)
      try Task.checkCancellation()
      try await PostgresPlace.beforeCommit.reach()
    } catch {
      return .failed(error, reusable: await rollBack(connection))
    }
    do {
      let result = try await connection.runShielded("commit")
      guard result?.commandTag == "COMMIT" else {
        // A statement failed and the body went on regardless: the server rolled back.
        return .failed(
          PostgresError(
            .server, "the transaction had failed and was rolled back",
            sqlState: .inFailedTransaction), reusable: true)
      }
      try await PostgresPlace.afterCommit.reach()
      return .committed(value)
    } catch  where error.kind == .server && error.sqlState?.isIn(.operatorIntervention) == false {
      return .failed(error, reusable: true)
    } catch {
      return .unknown(error)
    }
  }

  private func rollBack(_ connection: PostgresConnection) async -> Bool {
    do {
      try await connection.runShielded("rollback")
      return true
    } catch {
      logger.debug("A connection ended before its rollback", metadata: ["error": "\(error)"])
      return false
    }
  }
}

extension Error {
  fileprivate var isLostConnection: Bool {
    (self as? PostgresError)?.kind == .connectionLost
  }
}
