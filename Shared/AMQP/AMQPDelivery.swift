/// A message that a queue gave to a consumer.
public struct AMQPDelivery: Sendable {
  /// The content.
  public var body: [UInt8]
  /// The message's properties and headers.
  public var properties: AMQPProperties
  /// The exchange it was published to.
  public var exchange: String
  /// The key it was published with.
  public var routingKey: String
  /// Whether it was delivered before and not acknowledged.
  public var redelivered: Bool
  let tag: DeliveryTag
  let acknowledgements: (any AcknowledgementSink)?

  /// Tells the broker that the message is dealt with. Of no effect when the connection it came on is
  /// gone: the broker delivers such a message again.
  public func ack() {
    self.acknowledgements?.settle(.ack(self.tag))
  }

  /// Tells the broker that the message is not dealt with: it goes back to its queue, or, with
  /// `requeue: false`, to the queue's dead-letter exchange.
  public func nack(requeue: Bool) {
    self.acknowledgements?.settle(.nack(self.tag, requeue: requeue))
  }
}

/// Names a delivery: tags count from 1 at each opening of a channel.
struct DeliveryTag: Sendable, Hashable {
  /// Which opening of a channel it came on; never used twice by a client.
  let opening: Int
  let channel: UInt16
  let number: UInt64
}

/// What becomes of a delivery.
enum Settlement: Sendable, Hashable {
  case ack(DeliveryTag)
  case nack(DeliveryTag, requeue: Bool)
}

/// Takes settlements to the thread that owns the channel.
protocol AcknowledgementSink: Sendable {
  func settle(_ settlement: Settlement)
}
