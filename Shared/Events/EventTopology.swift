internal import AMQP

/// The queues and exchanges of one service's subscriptions. All names begin with the service's own,
/// which the broker's permissions allow it to declare; docs/events.md draws the picture.
package struct EventTopology: Sendable {
  /// How long an event rests before each further try.
  package static let retries: [(name: String, delay: Duration)] = [
    ("10s", .seconds(10)), ("1m", .seconds(60)), ("10m", .seconds(600)),
  ]

  let service: String
  let retries: [(name: String, delay: Duration)]
  /// After so many deliveries without an answer an event goes to the dead letters.
  let deliveryLimit: Int64

  /// The topology of a service; tests rest shorter and give up earlier.
  package init(
    service: String, retries: [(name: String, delay: Duration)] = EventTopology.retries,
    deliveryLimit: Int64 = 20
  ) {
    self.service = service
    self.retries = retries
    self.deliveryLimit = deliveryLimit
  }

  /// Takes an event to a retry queue; the key is the retry's name.
  var retryExchange: String { "\(service).events.retry" }
  /// Takes an event whose rest is over back to the service's queue.
  var againExchange: String { "\(service).events.again" }
  /// Takes an event to the dead letters.
  var deadExchange: String { "\(service).events.dead" }

  /// Shared by the service's instances. Whoever crashes a process so often goes to the dead letters.
  var queue: AMQPQueue {
    AMQPQueue(
      "\(service).events",
      arguments: quorum(deadLettersTo: deadExchange).merging([
        "x-delivery-limit": .integer(deliveryLimit)
      ]) { $1 })
  }

  /// What needs a human.
  var deadQueue: AMQPQueue { AMQPQueue(deadExchange, arguments: ["x-queue-type": "quorum"]) }

  /// Everything but the service's queue, which its consumer declares after these.
  var surroundings: AMQPTopology {
    let resting = retries.map { retry in
      AMQPQueue(
        "\(retryExchange).\(retry.name)",
        arguments: quorum(deadLettersTo: againExchange).merging([
          "x-message-ttl": .integer(retry.delay.wholeMilliseconds)
        ]) { $1 })
    }
    return AMQPTopology(
      exchanges: [
        AMQPExchange(deadExchange, .fanout), AMQPExchange(againExchange, .fanout),
        AMQPExchange(retryExchange, .direct),
      ],
      queues: [deadQueue] + resting,
      bindings: [AMQPBinding(queue: deadQueue.name, exchange: deadExchange, routingKey: "")]
        + zip(resting, retries).map {
          AMQPBinding(queue: $0.name, exchange: retryExchange, routingKey: $1.name)
        })
  }

  /// A dead letter leaves its queue only when the next one has confirmed it, which asks for an overflow
  /// policy that refuses publishers.
  private func quorum(deadLettersTo exchange: String) -> [String: AMQPValue] {
    [
      "x-queue-type": "quorum", "x-dead-letter-exchange": .string(exchange),
      "x-dead-letter-strategy": "at-least-once", "x-overflow": "reject-publish",
    ]
  }
}

extension Duration {
  var wholeMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
