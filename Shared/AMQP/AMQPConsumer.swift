/// What to consume, and how.
public struct AMQPConsumer: Sendable {
  /// The queue; it is declared before it is consumed, at every connection.
  public var queue: AMQPQueue
  /// Bindings of that queue, declared with it.
  public var bindings: [AMQPBinding]
  /// What is declared before the queue, at every connection: where its dead letters go, for example.
  public var surroundings: AMQPTopology
  /// How many deliveries may be unacknowledged at a time.
  public var prefetch: UInt16
  /// How many deliveries are handled at a time; with 1 they are handled in the order they came.
  public var concurrency: Int
  /// Whether the broker counts a delivery as acknowledged once it is sent.
  public var automaticAcknowledgement: Bool
  /// Whether bundles are taken apart. The first member that is settled settles them all.
  package var readsBundles = false

  /// Creates a consumer.
  public init(
    queue: AMQPQueue, bindings: [AMQPBinding] = [],
    surroundings: AMQPTopology = AMQPTopology(), prefetch: UInt16 = 20, concurrency: Int = 1,
    automaticAcknowledgement: Bool = false
  ) {
    self.queue = queue
    self.bindings = bindings
    self.surroundings = surroundings
    self.prefetch = prefetch
    self.concurrency = concurrency
    self.automaticAcknowledgement = automaticAcknowledgement
  }
}
