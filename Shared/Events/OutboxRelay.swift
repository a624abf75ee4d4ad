public import AMQP
public import Logging
public import Postgres
public import ServiceLifecycle
public import SwiftProtobuf

/// Publishes what a service appended to its outbox, in the order it was written.
///
/// Every instance of a service runs a relay; the one that holds an advisory lock leads, on the very
/// connection that marks rows as published: who loses the connection loses the lock and marks nothing.
/// The server ends the connection of a leader that stood still for 30 s.
/// An event is marked after the broker confirmed it. Whatever is interrupted between is published again:
/// consumers recognise duplicates by the envelope's id.
///
/// Looking once a second is what counts; commits of this process and notifications of others are hints
/// that save the second. An event that no queue takes is logged as an error, set aside and tried again
/// after 1 s and up to every 10 min until a queue takes it; others pass it by. Types that may go unheard
/// have to be named.
public struct OutboxRelay: Service {
  private let service: String
  private let pool: PostgresPool
  private let logger: Logger
  private let publisher: OutboxPublisher
  private let stop = StopFlag()
  private let bell = RelayBell()
  private let idleLimit: Duration
  private let hinted: Bool

  /// Takes the pool in whose schema the outbox lies.
  ///
  /// - Parameter unheard: Types that nobody need subscribe to, now or ever: with no queue to take them
  ///   they count as published. Those that only broadcast subscribers hear belong here.
  public init(
    service: String, pool: PostgresPool, amqp: AMQPClient, logger: Logger,
    unheard: [any Message.Type] = []
  ) {
    self.init(
      service: service, pool: pool, amqp: amqp, logger: logger, unheard: unheard,
      idleLimit: .seconds(30))
  }

  /// With `hinted` false it relies on looking once a second, as it must when hints are lost.
  package init(
    service: String, pool: PostgresPool, amqp: AMQPClient, logger: Logger,
    unheard: [any Message.Type] = [], idleLimit: Duration, hinted: Bool = true
  ) {
    self.idleLimit = idleLimit
    self.hinted = hinted
    self.service = service
    self.pool = pool
    self.logger = logger
    publisher = OutboxPublisher(
      service: service, amqp: amqp, logger: logger,
      unheard: Set(unheard.map { $0.protoMessageName }))
  }

  /// Relays until shutdown or cancellation; a batch that was begun is finished and marked.
  public func run() async throws {
    await withDiscardingTaskGroup { group in
      group.addTask { await relay() }
      // Either way of ending means the same here: finish the batch and end.
      try? await gracefulShutdown()
      stop.set()
      bell.close()
    }
  }

  private func relay() async {
    while !stop.isSet, !Task.isCancelled {
      do {
        try await pool.withSession { try await serve($0) }
      } catch {
        guard !stop.isSet, !Task.isCancelled else { return }
        logger.warning("The relay was interrupted", metadata: ["error": "\(error)"])
        try? await Task.sleep(for: .seconds(1) * Double.random(in: 0.1...1))
      }
    }
  }

  /// One session: tries to lead, and relays while it does.
  private func serve(_ session: PostgresSession) async throws {
    let store = OutboxStore(service: service, connection: session.connection)
    let leads = StopFlag()
    let hints = bell.hang()
    try await store.open(idleLimit: idleLimit)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for await _ in session.notifications where hinted { bell.ring() }
        if !Task.isCancelled { throw RelayInterruption.sessionEnded }
      }
      group.addTask {
        for await _ in pool.signals(Outbox.signal) where hinted {
          guard !leads.isSet else { bell.ring(); continue }
          try await store.notify()
          try await Task.sleep(for: .milliseconds(100))
        }
      }
      group.addTask {
        while !Task.isCancelled {
          bell.ring()
          try await Task.sleep(for: .seconds(1))
        }
      }
      group.addTask { try await work(store, leads, hints) }
      // The first to end, or to throw, ends the session: so does the end of the hints.
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func work(
    _ store: OutboxStore, _ leads: StopFlag, _ hints: AsyncStream<Void>
  ) async throws {
    var maintenance = ContinuousClock.now
    for await _ in hints {
      if !leads.isSet {
        guard try await store.lead() else { continue }
        leads.set()
        logger.info("This process relays the events of its service")
      }
      try await drain(store)
      if maintenance <= .now { maintenance = .now + (try await maintain(store)) }
    }
  }

  /// Maintains the tables; answers after which pause it is to be done again.
  private func maintain(_ store: OutboxStore) async throws -> Duration {
    do {
      for line in try await store.maintain() {
        logger.info("The tables of events were maintained", metadata: ["done": "\(line)"])
      }
      return .seconds(3600)
    } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
      return .seconds(5) * Double.random(in: 0.5...1)
    }
  }

  private func drain(_ store: OutboxStore) async throws {
    let window = 100
    while !stop.isSet {
      try await Failpoint.reach(EventPlace.relayBeforeRead)
      let rows = try await store.due(limit: window)
      guard !rows.isEmpty else { return }
      try await Failpoint.reach(EventPlace.relayBeforePublish)
      let result = await publisher.publish(rows)
      try await Failpoint.reach(EventPlace.relayAfterPublish)
      if !result.published.isEmpty { try await store.markPublished(result.published) }
      try await Failpoint.reach(EventPlace.relayAfterMark)
      if !result.unroutable.isEmpty {
        try await Failpoint.reach(EventPlace.relayBeforeSetAside)
        try await store.setAside(result.unroutable)
        try await Failpoint.reach(EventPlace.relayAfterSetAside)
      }
      if let failure = result.failure {
        logger.warning(
          "The broker takes no events now", metadata: ["error": "\(failure)"])
        return
      }
      guard rows.count == window else { return }
    }
  }
}

/// Why a session of the relay ended.
enum RelayInterruption: Error {
  /// Its connection, and with it the leader's lock.
  case sessionEnded
}
