/// A message to publish.
public struct AMQPMessage: Sendable {
  /// The exchange it is published to; empty is the default exchange.
  public var exchange: String
  /// What the exchange routes by.
  public var routingKey: String
  /// The content.
  public var body: [UInt8]
  /// The message's properties and headers.
  public var properties: AMQPProperties
  /// Whether the broker returns the message when no queue takes it.
  public var mandatory: Bool
  /// Whether it may travel in a bundle with others: whoever consumes it must read bundles.
  package var mayBeBundled = false

  /// Creates a message.
  public init(
    exchange: String, routingKey: String, body: [UInt8] = [],
    properties: AMQPProperties = AMQPProperties(), mandatory: Bool = true
  ) {
    self.exchange = exchange
    self.routingKey = routingKey
    self.body = body
    self.properties = properties
    self.mandatory = mandatory
  }
}

/// The properties of a message, as AMQP 0-9-1 names them; nil or empty ones are not on the wire.
public struct AMQPProperties: Sendable, Hashable {
  /// The MIME type of the body.
  public var contentType: String?
  /// Whether a durable queue keeps the message over a restart of the broker.
  public var deliveryMode: DeliveryMode?
  /// Which request a reply answers.
  public var correlationID: String?
  /// Where a reply is to go.
  public var replyTo: String?
  /// How long a queue may keep the message, in milliseconds, as decimal text.
  public var expiration: String?
  /// The message's own identity.
  public var messageID: String?
  /// Seconds since 1970.
  public var timestamp: UInt64?
  /// What kind of message it is.
  public var type: String?
  /// The user who publishes; the broker refuses any but the connection's own.
  public var userID: String?
  /// The application that publishes.
  public var appID: String?
  /// Headers by name.
  public var headers: [String: AMQPValue]

  /// Whether a message outlives a restart of the broker.
  public enum DeliveryMode: UInt8, Sendable, Hashable {
    /// Kept in memory only.
    case transient = 1
    /// Written to disk by durable queues.
    case persistent = 2
  }

  /// Creates properties.
  public init(
    contentType: String? = nil, deliveryMode: DeliveryMode? = nil, correlationID: String? = nil,
    replyTo: String? = nil, expiration: String? = nil, messageID: String? = nil,
    timestamp: UInt64? = nil, type: String? = nil, userID: String? = nil, appID: String? = nil,
    headers: [String: AMQPValue] = [:]
  ) {
    self.contentType = contentType
    self.deliveryMode = deliveryMode
    self.correlationID = correlationID
    self.replyTo = replyTo
    self.expiration = expiration
    self.messageID = messageID
    self.timestamp = timestamp
    self.type = type
    self.userID = userID
    self.appID = appID
    self.headers = headers
  }
}
