public import AMQP
public import Logging
public import ServiceLifecycle
public import SwiftProtobuf

/// Hears events in every process, not once per service: revoked sessions, caches to be flushed. It may
/// miss some: what happened while the connection was down is lost, so whatever is cached from such
/// events must be dropped in `onReconnect`.
///
/// The queue is the process's own and ends with its connection. There is no inbox and no retry; a
/// handler that fails is logged.
public struct BroadcastSubscriber: Service {
  private let service: String
  private let amqp: AMQPClient
  private let logger: Logger
  private let subscriptions: BroadcastSubscriptions
  private let onReconnect: @Sendable () async -> Void

  /// Names the events and what to do with them. `onReconnect` is called each time the subscription
  /// begins: events may have been missed before.
  public init(
    service: String, amqp: AMQPClient, logger: Logger,
    onReconnect: @escaping @Sendable () async -> Void = {},
    _ subscribe: (inout BroadcastSubscriptions) -> Void
  ) {
    self.service = service
    self.amqp = amqp
    self.logger = logger
    self.onReconnect = onReconnect
    var subscriptions = BroadcastSubscriptions()
    subscribe(&subscriptions)
    self.subscriptions = subscriptions
  }

  /// Listens until shutdown or cancellation.
  public func run() async throws {
    let consumer = AMQPConsumer(
      queue: AMQPQueue(
        "\(service).broadcast", durable: false, exclusive: true, autoDelete: true,
        arguments: ["x-max-length": 10_000], uniqueSuffix: true),
      bindings: subscriptions.bindings, prefetch: 100, automaticAcknowledgement: true)
    let (beginnings, began) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let consumption: AMQPConsumption
    do {
      consumption = try await cancelWhenGracefulShutdown {
        try await amqp.consume(consumer, established: { began.yield() }) { await receive($0) }
      }
    } catch AMQPError.stopped {
      // Asked to end while the broker was away.
      return
    }
    await withDiscardingTaskGroup { group in
      group.addTask { for await _ in beginnings { await onReconnect() } }
      // Either way of ending means the same here: stop listening.
      try? await gracefulShutdown()
      began.finish()
    }
    await consumption.cancel()
  }

  private func receive(_ delivery: AMQPDelivery) async {
    do {
      let envelope = try EventEnvelope(serialized: delivery.body)
      guard EventRouting.key(ofType: envelope.type) == delivery.routingKey else {
        throw EventDefect("its type is not that of its routing key")
      }
      for handler in subscriptions.handlers[envelope.type] ?? [] { try await handler(envelope) }
    } catch {
      logger.error(
        "A broadcast event failed",
        metadata: ["event.key": "\(delivery.routingKey)", "error": "\(error)"])
    }
  }
}

/// Which broadcast events a process hears.
public struct BroadcastSubscriptions: Sendable {
  typealias Handler = @Sendable (EventEnvelope) async throws -> Void

  var handlers: [String: [Handler]] = [:]
  var bindings: [AMQPBinding] = []

  /// Calls the handler for each event of the type, one after the other.
  public mutating func on<M: Message>(
    _ type: M.Type, _ handler: @escaping @Sendable (M, EventEnvelope) async throws -> Void
  ) {
    bindings.append(EventRouting.binding(to: type))
    handlers[M.protoMessageName, default: []].append { envelope in
      try await handler(try envelope.event(M.self), envelope)
    }
  }
}
