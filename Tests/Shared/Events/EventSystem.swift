import AMQP
import Logging
import Postgres
import SwiftProtobuf
import TestSupport

@testable import Events

/// A database, a virtual host and a running client.
struct EventSystem: Sendable {
  let pool: PostgresPool
  let broker: TestBroker
  let amqp: AMQPClient
  /// The service that subscribes.
  var service = "listener"
  var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  static func with(_ body: (EventSystem) async throws -> Void) async throws {
    try await withEffectDatabase { pool in
      try await withTestBroker { broker in
        let amqp = try broker.client(topology: .events)
        try await withRunning(amqp) {
          try await body(EventSystem(pool: pool, broker: broker, amqp: amqp))
        }
      }
    }
  }

  /// Runs a relay while the body does.
  func relaying(
    unheard: [any Message.Type] = [], amqp: AMQPClient? = nil, _ body: () async throws -> Void
  ) async throws {
    let relay = OutboxRelay(
      service: "protobuf", pool: pool, amqp: amqp ?? self.amqp, logger: logger, unheard: unheard)
    try await running({ try await relay.run() }, body)
  }

  /// Runs a subscriber while the body does; events rest only briefly here.
  func subscribing(
    retries: [(name: String, delay: Duration)] = [
      ("a", .milliseconds(1)), ("b", .milliseconds(2)), ("c", .milliseconds(3)),
    ],
    _ subscribe: (inout EventSubscriptions) -> Void, _ body: () async throws -> Void
  ) async throws {
    var subscriptions = EventSubscriptions()
    subscribe(&subscriptions)
    let (beginnings, began) = AsyncStream.makeStream(of: Void.self)
    let subscriber = EventSubscriber(
      topology: EventTopology(service: service, retries: retries), pool: pool, amqp: amqp,
      logger: logger, subscriptions: subscriptions, established: { began.yield() })
    try await running({ try await subscriber.run() }) {
      var iterator = beginnings.makeAsyncIterator()
      await iterator.next()
      try await body()
    }
  }

  /// Takes the next message out of a queue, waiting for it.
  func next(_ queue: AMQPQueue) async throws -> AMQPDelivery? {
    let (deliveries, found) = AsyncStream.makeStream(of: AMQPDelivery.self)
    let consumption = try await amqp.consume(AMQPConsumer(queue: queue, prefetch: 1)) {
      found.yield($0)
    }
    var iterator = deliveries.makeAsyncIterator()
    let delivery = await iterator.next()
    delivery?.ack()
    await consumption.cancel()
    return delivery
  }

  /// The dead letters of the subscriber.
  var deadLetters: AMQPQueue {
    AMQPQueue("\(service).events.dead", arguments: ["x-queue-type": "quorum"])
  }

  private func running(
    _ service: @escaping @Sendable () async throws -> Void, _ body: () async throws -> Void
  ) async throws {
    let task = Task { try await service() }
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await body())
    } catch {
      outcome = .failure(error)
    }
    task.cancel()
    _ = await task.result
    try outcome.get()
  }
}
