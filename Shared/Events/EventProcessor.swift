public import Logging
public import Postgres

/// Gives one event its effect, exactly once: the part of a subscriber that knows no broker.
public struct EventProcessor: Sendable {
  /// What became of an event.
  public enum Outcome: Sendable {
    /// It has had its effect, now or before.
    case done
    /// It can never have one.
    case dead(EventDefect)
    /// It failed; another time it may not.
    case failed(any Error)
    /// The database could not be reached; nothing is wrong with the event.
    case unavailable(PostgresError)
  }

  private let consumer: String
  private let pool: PostgresPool
  private let subscriptions: EventSubscriptions
  private let logger: Logger

  /// Processes events for the consumer of that name, which is part of the inbox's key.
  public init(
    consumer: String, pool: PostgresPool, logger: Logger, subscriptions: EventSubscriptions
  ) {
    self.consumer = consumer
    self.pool = pool
    self.subscriptions = subscriptions
    self.logger = logger
  }

  /// Tries the event up to three times in a row.
  public func process(_ envelope: EventEnvelope) async -> Outcome {
    var outcome = await attempt(envelope)
    for _ in 1..<3 {
      guard case .failed(let error) = outcome, !Task.isCancelled else { return outcome }
      logger.info(
        "An event failed and is tried again",
        metadata: ["event.id": "\(envelope.id)", "error": "\(error)"])
      outcome = await attempt(envelope)
    }
    return outcome
  }

  private func attempt(_ envelope: EventEnvelope) async -> Outcome {
    guard let handlers = subscriptions.handlers[envelope.type] else {
      return .dead(EventDefect("nobody here handles \(envelope.type)"))
    }
    do {
      try await PostgresScope.service.run { try await handle(envelope, by: handlers) }
      try await Failpoint.reach(EventPlace.subscriberAfterCommit)
      return .done
    } catch let defect as EventDefect {
      return .dead(defect)
    } catch let error as PostgresError where error.isOutage {
      return .unavailable(error)
    } catch {
      return .failed(error)
    }
  }

  private func handle(
    _ envelope: EventEnvelope, by handlers: [EventSubscriptions.Handler]
  ) async throws {
    try await pool.transaction { connection in
      // The insert waits for another delivery of the same event that is at work now.
      let isNew = try await connection.execute(
        """
        insert into inbox (consumer, message_id) values (\(consumer), \(envelope.id))
        on conflict do nothing
        """)
      guard isNew == 1 else { return }
      try await Failpoint.reach(EventPlace.subscriberAfterInbox)
      for handler in handlers { try await handler(envelope, connection) }
      try await Failpoint.reach(EventPlace.subscriberBeforeCommit)
    }
  }
}

extension PostgresError {
  /// Whether the database is out of reach, so that any query would have failed.
  var isOutage: Bool {
    switch kind {
    case .connectionRefused, .connectionLost, .acquireTimeout, .closed, .cancelled: true
    case .server:
      sqlState?.isIn(.insufficientResources) == true
        || sqlState?.isIn(.operatorIntervention) == true
          && sqlState != .queryCanceled
    case .decoding, .configuration: false
    }
  }
}
