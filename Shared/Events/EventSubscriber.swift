public import AMQP
public import Logging
public import Postgres
public import ServiceLifecycle

/// Takes in the events a service subscribes to, each with one effect, whatever crashes when.
///
/// The instances of a service share one durable queue. An event is acknowledged after the transaction
/// of its effect is committed; a duplicate finds its row in the inbox and does nothing. One that cannot
/// be decoded goes to the dead letters at once; one whose handler fails is tried three times, then rests
/// 10 s, 1 min and 10 min and is tried again, then goes to the dead letters. While the database or the
/// broker is out of reach nothing is given up.
///
/// An event that kills its process goes to the dead letters by the queue's delivery limit, which counts
/// every event the process had in hand. So a process begins with one at a time, and takes more in hand
/// only after it has settled one that was never delivered before: what a crash left behind stands at the
/// head of the queue and is over by then.
public struct EventSubscriber: Service {
  private enum Change {
    /// The first event that is new here is settled.
    case widen
    /// An exchange or queue beside the service's own is missing.
    case declareAgain
  }

  private let topology: EventTopology
  private let amqp: AMQPClient
  private let subscriptions: EventSubscriptions
  private let receiver: EventReceiver
  private let established: @Sendable () -> Void
  private let stop: StopFlag

  /// Names the events and what to do with them. `established` is called each time the queue is bound
  /// and consumed; what is published before the first time does not reach it, so a service is not ready
  /// before.
  public init(
    service: String, pool: PostgresPool, amqp: AMQPClient, logger: Logger,
    established: @escaping @Sendable () -> Void = {},
    _ subscribe: (inout EventSubscriptions) -> Void
  ) {
    var subscriptions = EventSubscriptions()
    subscribe(&subscriptions)
    self.init(
      topology: EventTopology(service: service), pool: pool, amqp: amqp, logger: logger,
      subscriptions: subscriptions, established: established)
  }

  /// The same over a topology of its own.
  package init(
    topology: EventTopology, pool: PostgresPool, amqp: AMQPClient, logger: Logger,
    subscriptions: EventSubscriptions, established: @escaping @Sendable () -> Void = {}
  ) {
    let stop = StopFlag()
    self.established = established
    self.topology = topology
    self.amqp = amqp
    self.subscriptions = subscriptions
    self.stop = stop
    receiver = EventReceiver(
      topology: topology, amqp: amqp, logger: logger,
      processor: EventProcessor(
        consumer: topology.service, pool: pool, logger: logger, subscriptions: subscriptions),
      stop: stop)
  }

  /// Consumes until shutdown or cancellation; the event in hand is finished.
  public func run() async throws {
    let (changes, change) = AsyncStream.makeStream(
      of: Change.self, bufferingPolicy: .bufferingNewest(1))
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask {
        do { try await consume(changes, change) } catch AMQPError.stopped where stop.isSet {
          // Asked to end while the broker was away.
        }
      }
      // Either way of ending means the same here: stop consuming.
      try? await gracefulShutdown()
      stop.set()
      change.finish()
      group.cancelAll()
    }
  }

  private func consume(
    _ changes: AsyncStream<Change>, _ change: AsyncStream<Change>.Continuation
  ) async throws {
    var iterator = changes.makeAsyncIterator()
    var isWide = false
    while !stop.isSet {
      let isNarrow = !isWide
      let consumption = try await amqp.consume(
        consumer(prefetch: isNarrow ? 1 : 20), established: established
      ) { delivery in
        switch await receiver.receive(delivery) {
        case .settled where isNarrow && !delivery.redelivered: change.yield(.widen)
        case .homeless: change.yield(.declareAgain)
        case .settled, .returned: break
        }
      }
      let next = await iterator.next()
      await consumption.cancel()
      guard let next else { return }
      if next == .widen { isWide = true }
    }
  }

  private func consumer(prefetch: UInt16) -> AMQPConsumer {
    AMQPConsumer(
      queue: topology.queue,
      bindings: subscriptions.bindings + [
        AMQPBinding(exchange: topology.againExchange, routingKey: "")
      ], surroundings: topology.surroundings, prefetch: prefetch)
  }
}
