public import AMQP
public import Events
public import Foundation
public import Postgres
public import SwiftProtobuf

// MARK: - Without a broker

extension PostgresPool {
  /// The events of a type in the outbox, in the order they were written.
  public func outboxEvents<M: Message>(
    _ type: M.Type = M.self
  ) async throws -> [(event: M, envelope: EventEnvelope)] {
    let rows = try await query(
      "select envelope from outbox where type = \(M.protoMessageName) order by position")
    return try rows.map { row in
      let envelope = try EventEnvelope(serialized: try row.decode([UInt8].self, "envelope"))
      return (try envelope.event(M.self), envelope)
    }
  }
}

/// Why an event that a test delivered had no effect.
public struct UndeliveredEvent: Error, CustomStringConvertible {
  /// What became of it.
  public let description: String
}

/// Gives an event to a service's subscriptions as the broker would, and waits for its effect.
///
/// - Throws: `UndeliveredEvent` when it would have been tried again or gone to the dead letters.
public func deliver<M: Message>(
  _ event: M, aggregate: UUID, version: Int64 = 1, at time: Date = Date(), id: UUID? = nil,
  consumer: String = "test", pool: PostgresPool, to subscriptions: EventSubscriptions
) async throws {
  let envelope = try EventEnvelope(
    id: id ?? .version7(at: time), event: event, aggregateID: aggregate, version: version,
    occurredAt: time)
  let processor = EventProcessor(
    consumer: consumer, pool: pool, logger: quietLogger, subscriptions: subscriptions)
  switch await processor.process(envelope) {
  case .done: return
  case let outcome: throw UndeliveredEvent(description: "\(M.protoMessageName): \(outcome)")
  }
}

// MARK: - With a broker

extension AMQPTopology {
  /// The exchange of all events; in production the operator makes it, in a test's virtual host the client.
  public static var events: AMQPTopology {
    AMQPTopology(exchanges: [AMQPExchange(EventRouting.exchange, .topic)])
  }
}

/// Collects what is published on the exchange of all events, for a test to await.
public struct EventCollector: Sendable {
  private let envelopes: AsyncStream<EventEnvelope>
  private let consumption: AMQPConsumption

  /// Binds a queue of its own to the events of the types; those published from now on are collected.
  public init(_ types: [any Message.Type], amqp: AMQPClient) async throws {
    let (envelopes, found) = AsyncStream.makeStream(of: EventEnvelope.self)
    let consumer = AMQPConsumer(
      queue: AMQPQueue("test.events", exclusive: true, autoDelete: true, uniqueSuffix: true),
      bindings: types.map { EventRouting.binding(to: $0) })
    consumption = try await amqp.consume(consumer) { delivery in
      if let envelope = try? EventEnvelope(serialized: delivery.body) { found.yield(envelope) }
      delivery.ack()
    }
    self.envelopes = envelopes
  }

  /// The next events in the order they came; waits for them.
  public func next(_ count: Int) async -> [EventEnvelope] {
    var collected: [EventEnvelope] = []
    guard count > 0 else { return collected }
    for await envelope in envelopes {
      collected.append(envelope)
      if collected.count == count { break }
    }
    return collected
  }

  /// Stops collecting.
  public func cancel() async {
    await consumption.cancel()
  }
}
