/// A message that a queue gave to a consumer.
public struct AMQPDelivery: Sendable {
  @usableFromInline let content: AMQPContent
  /// Whether it was delivered before and not acknowledged.
  public let redelivered: Bool
  let tag: DeliveryTag
  let acknowledgements: (any AcknowledgementSink)?

  /// The content.
  @inlinable public var body: [UInt8] { self.content.body }
  /// The message's properties and headers.
  @inlinable public var properties: AMQPProperties { self.content.properties }
  /// The exchange it was published to.
  @inlinable public var exchange: String { self.content.exchange }
  /// The key it was published with.
  @inlinable public var routingKey: String { self.content.routingKey }

  /// Whether it came in a bundle of which a member was settled: the broker does not deliver it again.
  package var isSettled: Bool {
    (self.acknowledgements as? BundleAcknowledgement)?.isSettled ?? false
  }

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

/// A message as it arrived: made once, and passed on by reference. Its parts can be read in place by other
/// modules, for a copy of the properties costs a dozen references.
@usableFromInline
final class AMQPContent: Sendable {
  @usableFromInline let exchange: String
  @usableFromInline let routingKey: String
  @usableFromInline let properties: AMQPProperties
  @usableFromInline let body: [UInt8]

  init(exchange: String, routingKey: String, properties: AMQPProperties, body: [UInt8]) {
    self.exchange = exchange
    self.routingKey = routingKey
    self.properties = properties
    self.body = body
  }
}

extension AMQPContent: Equatable {
  @usableFromInline static func == (left: AMQPContent, right: AMQPContent) -> Bool {
    left.exchange == right.exchange && left.routingKey == right.routingKey
      && left.properties == right.properties && left.body == right.body
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
