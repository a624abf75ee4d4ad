public import AMQP
public import Logging
public import Postgres
public import ServiceLifecycle

/// Takes in the events a service subscribes to, each with one effect, whatever crashes when.
///
/// The instances of a service share one durable queue. An event is acknowledged after the transaction
/// of its effect is committed; a duplicate finds its row in the inbox and does nothing. One that cannot
/// be decoded goes to the dead letters at once; one whose handler fails is tried three times, then rests
/// 10 s, 1 min and 10 min and is tried again, then goes to the dead letters. While the database is out of
/// reach nothing is given up.
public struct EventSubscriber: Service {
  /// How many times an event has rested, on its way through the retry queues.
  static let restsHeader = "clikc-rests"

  private let topology: EventTopology
  private let amqp: AMQPClient
  private let logger: Logger
  private let subscriptions: EventSubscriptions
  private let processor: EventProcessor
  private let established: @Sendable () -> Void
  private let stop = StopFlag()

  /// Names the events and what to do with them. `established` is called each time the queue is bound
  /// and consumed; what is published before the first time does not reach it.
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

  init(
    topology: EventTopology, pool: PostgresPool, amqp: AMQPClient, logger: Logger,
    subscriptions: EventSubscriptions, established: @escaping @Sendable () -> Void = {}
  ) {
    self.established = established
    self.topology = topology
    self.amqp = amqp
    self.logger = logger
    self.subscriptions = subscriptions
    processor = EventProcessor(
      consumer: topology.service, pool: pool, logger: logger, subscriptions: subscriptions)
  }

  /// Consumes until shutdown or cancellation; the event in hand is finished.
  public func run() async throws {
    let consumer = AMQPConsumer(
      queue: topology.queue,
      bindings: subscriptions.bindings + [
        AMQPBinding(exchange: topology.againExchange, routingKey: "")
      ], surroundings: topology.surroundings, prefetch: 20)
    let consumption = try await amqp.consume(consumer, established: established) {
      await receive($0)
    }
    // Either way of ending means the same here: stop consuming.
    try? await gracefulShutdown()
    stop.set()
    await consumption.cancel()
  }

  private func receive(_ delivery: AMQPDelivery) async {
    do {
      try await Failpoint.reach(EventPlace.subscriberReceived)
      do {
        let envelope = try read(delivery)
        try await settle(delivery, envelope, await processWhenAvailable(envelope))
      } catch let defect as EventDefect {
        try await bury(delivery, defect)
      }
    } catch {
      logger.warning(
        "An event goes back to its queue",
        metadata: ["event.message": "\(delivery.properties.messageID ?? "")", "error": "\(error)"])
      delivery.nack(requeue: true)
    }
  }

  /// On the exchange of all events the broker checked that the key begins with the publisher's name, so
  /// the type must agree with it; what returns from a rest came through this service's own hands.
  private func read(_ delivery: AMQPDelivery) throws(EventDefect) -> EventEnvelope {
    let envelope = try EventEnvelope(serialized: delivery.body)
    guard
      delivery.exchange == topology.againExchange
        || EventRouting.key(ofType: envelope.type) == delivery.routingKey
    else { throw EventDefect("its type is not that of its routing key") }
    return envelope
  }

  /// While the database is out of reach the event waits here: resting would use up its tries.
  private func processWhenAvailable(
    _ envelope: EventEnvelope
  ) async throws -> EventProcessor.Outcome {
    var pause = Duration.milliseconds(100)
    while true {
      let outcome = await processor.process(envelope)
      guard case .unavailable(let error) = outcome, !stop.isSet else { return outcome }
      logger.warning(
        "An event waits for the database",
        metadata: ["event.id": "\(envelope.id)", "error": "\(error)"])
      try await Task.sleep(for: pause * Double.random(in: 0.5...1))
      pause = min(pause * 2, .seconds(5))
    }
  }

  private func settle(
    _ delivery: AMQPDelivery, _ envelope: EventEnvelope, _ outcome: EventProcessor.Outcome
  ) async throws {
    switch outcome {
    case .done:
      delivery.ack()
      try await Failpoint.reach(EventPlace.subscriberAfterAck)
    case .dead(let defect):
      try await bury(delivery, defect)
    case .failed(let error):
      try await rest(delivery, envelope, error)
    case .unavailable(let error):
      throw error
    }
  }

  private func rest(
    _ delivery: AMQPDelivery, _ envelope: EventEnvelope, _ error: any Error
  ) async throws {
    let rests = rests(of: delivery)
    guard rests < topology.retries.count else {
      return try await bury(delivery, EventDefect("its handler failed to the end: \(error)"))
    }
    logger.warning(
      "An event failed and rests",
      metadata: [
        "event.id": "\(envelope.id)", "event.type": "\(envelope.type)",
        "rest": "\(topology.retries[rests].name)", "error": "\(error)",
      ])
    var properties = delivery.properties
    properties.userID = nil
    properties.headers = [Self.restsHeader: .integer(Int64(rests + 1))]
    try await Failpoint.reach(EventPlace.subscriberBeforeRest)
    try await amqp.publishConfirmed(
      AMQPMessage(
        exchange: topology.retryExchange, routingKey: topology.retries[rests].name,
        body: delivery.body, properties: properties, mandatory: true))
    try await Failpoint.reach(EventPlace.subscriberAfterRest)
    delivery.ack()
  }

  /// Nobody else can write to the exchange resting events come from, so only there the header counts.
  private func rests(of delivery: AMQPDelivery) -> Int {
    guard delivery.exchange == topology.againExchange else { return 0 }
    return Int(delivery.properties.headers[Self.restsHeader]?.integerValue ?? 0)
  }

  private func bury(_ delivery: AMQPDelivery, _ defect: EventDefect) async throws {
    logger.error(
      "An event goes to the dead letters",
      metadata: [
        "event.message": "\(delivery.properties.messageID ?? "")",
        "event.type": "\(delivery.properties.type ?? "")", "queue": "\(topology.deadExchange)",
        "error": "\(defect)",
      ])
    try await Failpoint.reach(EventPlace.subscriberBeforeBury)
    delivery.nack(requeue: false)
    try await Failpoint.reach(EventPlace.subscriberAfterBury)
  }
}
