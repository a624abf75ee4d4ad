internal import AMQP
internal import Events
internal import Foundation
internal import Logging
internal import Postgres
internal import SwiftProtobuf

/// What the peer sends: `google.protobuf` stands for a service's package.
typealias Said = Google_Protobuf_StringValue

/// A service that sends texts and takes them in; its schema is `protobuf`.
struct Peer {
  static let service = "protobuf"

  let pool: PostgresPool
  let amqp: AMQPClient
  let logger: Logger

  init() throws {
    var logger = Logger(label: "events-peer") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    self.logger = logger
    pool = PostgresPool(
      try PostgresConfiguration(
        url: try Self.variable("CLIKC_POSTGRES_URL"), applicationName: "events-peer",
        schema: Self.service), logger: logger)
    amqp = AMQPClient(
      try AMQPConfiguration(url: try Self.variable("CLIKC_AMQP_URL"), connectionName: "peer"),
      topology: AMQPTopology(exchanges: [AMQPExchange(EventRouting.exchange, .topic)]),
      logger: logger)
  }

  static func variable(_ name: String) throws -> String {
    guard let value = ProcessInfo.processInfo.environment[name] else {
      throw PostgresError(.configuration, "\(name) is not set")
    }
    return value
  }

  func relay() async throws {
    let relay = OutboxRelay(
      service: Self.service, pool: pool, amqp: amqp, logger: logger, idleLimit: .seconds(1))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await amqp.run() }
      group.addTask { try await relay.run() }
      try await group.next()
    }
  }

  /// Gives up after five deaths and rests only briefly. The text `crash` ends the process, `fail` fails.
  func subscribe() async throws {
    let subscriber = subscriber(
      retries: [("a", .milliseconds(1)), ("b", .milliseconds(2)), ("c", .milliseconds(3))])
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await amqp.run() }
      group.addTask { try await subscriber.run() }
      try await group.next()
    }
  }

  func subscriber(
    retries: [(name: String, delay: Duration)] = EventTopology.retries,
    established: @escaping @Sendable () -> Void = {}
  ) -> EventSubscriber {
    var subscriptions = EventSubscriptions()
    subscriptions.on(Said.self) { event, _, connection in
      if event.value == "crash" { kill(getpid(), SIGKILL) }
      if event.value == "fail" { throw Refused() }
      try await connection.query("insert into effect (text) values (\(event.value))")
    }
    return EventSubscriber(
      topology: EventTopology(service: Self.service, retries: retries, deliveryLimit: 5),
      pool: pool, amqp: amqp, logger: logger, subscriptions: subscriptions,
      established: established)
  }

  struct Refused: Error {}
}
