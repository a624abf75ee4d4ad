/// What a client declares each time it connects, so that the broker always has it.
public struct AMQPTopology: Sendable {
  /// Exchanges, declared first.
  public var exchanges: [AMQPExchange]
  /// Queues, declared after the exchanges.
  public var queues: [AMQPQueue]
  /// Bindings, declared last.
  public var bindings: [AMQPBinding]

  /// Creates a topology; without arguments it is empty.
  public init(
    exchanges: [AMQPExchange] = [], queues: [AMQPQueue] = [], bindings: [AMQPBinding] = []
  ) {
    self.exchanges = exchanges
    self.queues = queues
    self.bindings = bindings
  }
}

/// An exchange.
public struct AMQPExchange: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// How it routes.
  public var kind: Kind
  /// Whether it outlives a restart of the broker.
  public var durable: Bool

  /// How an exchange routes.
  public enum Kind: String, Sendable {
    /// By the exact routing key.
    case direct
    /// By words of the routing key.
    case topic
    /// To every queue.
    case fanout
  }

  /// Creates an exchange.
  public init(_ name: String, _ kind: Kind, durable: Bool = true) {
    self.name = name
    self.kind = kind
    self.durable = durable
  }
}

/// A queue.
public struct AMQPQueue: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Whether it outlives a restart of the broker.
  public var durable: Bool
  /// Whether only the declaring connection may use it, and it ends with that connection.
  public var exclusive: Bool
  /// Whether it ends with its last consumer.
  public var autoDelete: Bool
  /// Further arguments, for example `["x-queue-type": "quorum"]`.
  public var arguments: [String: AMQPValue]
  /// Whether a dot and 128 random bits are appended to the name at every declaration: an exclusive queue
  /// whose connection died may linger, and its name with it.
  public var uniqueSuffix: Bool

  /// Creates a queue.
  public init(
    _ name: String, durable: Bool = true, exclusive: Bool = false, autoDelete: Bool = false,
    arguments: [String: AMQPValue] = [:], uniqueSuffix: Bool = false
  ) {
    self.name = name
    self.durable = durable
    self.exclusive = exclusive
    self.autoDelete = autoDelete
    self.arguments = arguments
    self.uniqueSuffix = uniqueSuffix
  }
}

/// What leads from an exchange to a queue.
public struct AMQPBinding: Sendable, Hashable {
  /// The queue; in a consumer's own bindings it is that consumer's queue and may stay empty.
  public var queue: String
  /// The exchange.
  public var exchange: String
  /// The key, or for a topic exchange the pattern.
  public var routingKey: String
  /// Further arguments; bindings that differ in them alone are different bindings.
  public var arguments: [String: AMQPValue]

  /// Creates a binding.
  public init(
    queue: String = "", exchange: String, routingKey: String, arguments: [String: AMQPValue] = [:]
  ) {
    self.queue = queue
    self.exchange = exchange
    self.routingKey = routingKey
    self.arguments = arguments
  }
}
