internal import AMQP
internal import Foundation
internal import Logging

/// What becomes of one delivery: its effect, a rest, or the dead letters.
struct EventReceiver: Sendable {
  /// Where a delivery went.
  enum Fate {
    /// It has had its effect, or is stored elsewhere.
    case settled
    /// It is in its queue again.
    case returned
    /// It is in its queue again because the place it was to go to is missing.
    case homeless
  }

  let topology: EventTopology
  let amqp: AMQPClient
  let logger: Logger
  let processor: EventProcessor
  let stop: StopFlag

  /// Deals with a delivery, and acknowledges or returns it.
  func receive(_ delivery: AMQPDelivery) async -> Fate {
    do {
      try await Failpoint.reach(EventPlace.subscriberReceived)
      do {
        let envelope = try read(delivery)
        try await settle(delivery, envelope, await processWhenAvailable(envelope))
      } catch let defect as EventDefect {
        try await bury(delivery, defect)
      }
      return .settled
    } catch let error as AMQPError where error.isOfMissingPlace {
      logger.error(
        "The retry queues or the dead letters take nothing; they are declared again",
        metadata: ["event.message": "\(delivery.name)", "error": "\(error)"])
      // A pause, so that one event does not use up its deliveries while this lasts.
      try? await Task.sleep(for: .seconds(1) * Double.random(in: 0.1...1))
      delivery.nack(requeue: true)
      return .homeless
    } catch {
      logger.warning(
        "An event goes back to its queue",
        metadata: ["event.message": "\(delivery.name)", "error": "\(error)"])
      delivery.nack(requeue: true)
      return .returned
    }
  }

  /// On the exchange of all events the broker checked that the key begins with the publisher's name, so
  /// the type must agree with it, also when a dead letter is replayed. What returns from a rest passed
  /// this check before, and comes under the rest's name.
  private func read(_ delivery: AMQPDelivery) throws(EventDefect) -> EventEnvelope {
    let envelope = try EventEnvelope(serialized: delivery.body)
    let hasRested =
      delivery.exchange == topology.againExchange
      && topology.retries.contains { $0.name == delivery.routingKey }
    guard hasRested || EventRouting.key(ofType: envelope.type) == delivery.routingKey else {
      throw EventDefect("its type is not that of its routing key")
    }
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
    try await Failpoint.reach(EventPlace.subscriberBeforeRest)
    try await store(
      delivery, in: topology.retryExchange, key: topology.retries[rests].name,
      headers: [EventHeaders.rests: .integer(Int64(rests + 1))])
    try await Failpoint.reach(EventPlace.subscriberAfterRest)
    delivery.ack()
  }

  /// Nobody else can write to the exchange resting events come from, so only there the header counts.
  private func rests(of delivery: AMQPDelivery) -> Int {
    guard delivery.exchange == topology.againExchange else { return 0 }
    return Int(delivery.properties.headers[EventHeaders.rests]?.integerValue ?? 0)
  }

  private func bury(_ delivery: AMQPDelivery, _ defect: EventDefect) async throws {
    logger.error(
      "An event goes to the dead letters",
      metadata: [
        "event.message": "\(delivery.name)", "event.type": "\(delivery.properties.type ?? "")",
        "queue": "\(topology.deadExchange)", "error": "\(defect)",
      ])
    try await Failpoint.reach(EventPlace.subscriberBeforeBury)
    try await store(
      delivery, in: topology.deadExchange, key: delivery.routingKey,
      headers: [
        EventHeaders.reason: .string(String(defect.description.prefix(1000))),
        EventHeaders.rests: .integer(Int64(rests(of: delivery))),
      ])
    try await Failpoint.reach(EventPlace.subscriberAfterBury)
    delivery.ack()
  }

  /// Has the broker confirm the event in another place; whoever calls acknowledges it afterwards. While
  /// the broker takes nothing the event waits here.
  private func store(
    _ delivery: AMQPDelivery, in exchange: String, key: String, headers: [String: AMQPValue]
  ) async throws {
    var properties = delivery.properties
    properties.userID = nil
    properties.headers = headers
    properties.timestamp = UInt64(Date().timeIntervalSince1970)
    let message = AMQPMessage(
      exchange: exchange, routingKey: key, body: delivery.body, properties: properties,
      mandatory: true)
    var pause = Duration.milliseconds(100)
    while true {
      do throws(AMQPError) {
        return try await amqp.publishConfirmed(message)
      } catch {
        guard error.mayPass, !stop.isSet else { throw error }
        logger.warning(
          "An event waits for the broker",
          metadata: ["event.message": "\(delivery.name)", "error": "\(error)"])
        try await Task.sleep(for: pause * Double.random(in: 0.5...1))
        pause = min(pause * 2, .seconds(5))
      }
    }
  }
}

/// What this module writes on events on their way through a service's queues.
enum EventHeaders {
  /// How many times an event has rested.
  static let rests = "clikc-rests"
  /// Why it is a dead letter.
  static let reason = "clikc-reason"
}

extension AMQPDelivery {
  /// Its message id, for logs.
  fileprivate var name: String { properties.messageID ?? "" }
}

extension AMQPError {
  /// Whether the exchange is gone, or no queue is bound to it.
  fileprivate var isOfMissingPlace: Bool {
    switch self {
    case .returned, .refused: true
    default: false
    }
  }

  /// Whether the same message may be taken another time.
  fileprivate var mayPass: Bool {
    switch self {
    case .notConnected, .blocked, .overloaded, .rejected, .unknownOutcome: true
    case .returned, .refused, .invalidURL, .invalidMessage, .stopped: false
    }
  }
}
