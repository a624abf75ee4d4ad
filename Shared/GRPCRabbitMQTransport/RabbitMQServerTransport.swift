public import AMQP
public import GRPCCore
internal import Synchronization

/// Serves the methods of one service over RabbitMQ.
///
/// All instances of a service share the queue `rpc.<service>`; each also has a queue of its own for what
/// belongs to its calls: frames of streams, cancellations. A request is acknowledged just before its handler starts, so it runs at most once; what
/// was prefetched and not started goes to another instance when this one ends. See docs/protocol.md.
///
/// The metadata key `clikc-caller` holds the broker user who called, as the broker verified it.
public final class RabbitMQServerTransport: ServerTransport {
  /// Bytes on the wire.
  public typealias Bytes = [UInt8]

  let amqp: AMQPClient
  let service: String
  let maximumConcurrency: Int
  let rules: Mutex<ServerRules>
  let core: ServerCore

  /// Creates a transport.
  ///
  /// - Parameters:
  ///   - amqp: The process's client.
  ///   - service: The short name, for example `identity`.
  ///   - idempotentMethods: Methods that may run twice, as `package.Service/Method`. A request the broker
  ///     delivers a second time runs only if its method is one of them.
  ///   - maximumConcurrency: How many handlers of unary calls run at a time, and how many requests more may
  ///     be on the way.
  ///   - maximumStreams: How many other calls run at a time; more are refused with RESOURCE_EXHAUSTED.
  public init(
    amqp: AMQPClient, service: String, idempotentMethods: Set<String> = [],
    maximumConcurrency: Int = 256, maximumStreams: Int = 1024
  ) {
    self.amqp = amqp
    self.service = service
    self.maximumConcurrency = maximumConcurrency
    self.rules = Mutex(ServerRules(idempotent: idempotentMethods))
    self.core = ServerCore(
      amqp: amqp, service: service, limit: maximumConcurrency, maximumStreams: maximumStreams)
  }

  /// Learns the methods of the server.
  public func configure(context: GRPCServerContext) {
    self.rules.withLock { rules in
      for method in context.methods { rules.methods[method.fullyQualifiedMethod] = method }
    }
  }

  /// Serves until `beginGracefulShutdown()` and the end of the last call, or until cancelled, which cancels
  /// the calls.
  public func listen(
    streamHandler:
      @escaping @Sendable (
        _ stream: RPCStream<Inbound, Outbound>, _ context: ServerContext
      ) async -> Void
  ) async throws {
    self.core.start(rules: self.rules.withLock { $0 })
    self.amqp.observe(self.core)
    defer { self.amqp.stopObserving(self.core) }
    let exchange = WireAddress.requests(self.service)
    // The instance's own queue first: a caller whose request was taken may ask for its call there.
    let control = self.amqp.subscribe(
      self.controlConsumer(exchange), sink: ControlSink(core: self.core))
    // Then the way of the answers: requests come by one connection and answers go by another, which comes up later or
    // sooner, and what is answered before it is there is lost.
    await withTaskCancellationHandler {
      await self.core.waitUntilAnswering()
    } onCancel: {
      self.core.abort()
    }
    let requests = self.amqp.subscribe(self.requestConsumer(exchange), sink: self.core)
    await withTaskCancellationHandler {
      await withDiscardingTaskGroup { group in
        group.addTask { await self.core.watchClock() }
        group.addTask { await self.drainWhenAsked(requests) }
        for await calls in self.core.started {
          for call in calls { group.addTask { await self.run(call, streamHandler) } }
        }
        group.cancelAll()
      }
    } onCancel: {
      self.core.abort()
    }
    await requests.close()
    // A caller that asks must find the instance until the last replies have reached it.
    try? await Task.sleep(until: self.core.lastEnded + Self.linger, clock: .continuous)
    await control.close()
  }

  /// Whether requests arrive now: false before the broker has started the consumer, while there is no
  /// connection, and once shutting down.
  public var isServing: Bool { self.core.isServing }

  /// Waits until requests arrive.
  public func waitUntilServing() async {
    await self.core.waitUntilServing()
  }

  /// Takes no new requests; those in hand run to their end, streams for five seconds at most.
  public func beginGracefulShutdown() {
    self.core.askToDrain()
  }

  private func run(
    _ call: ServerCall,
    _ handler: @Sendable (RPCStream<Inbound, Outbound>, ServerContext) async -> Void
  ) async {
    let stream = self.stream(call)
    await withServerContextRPCCancellationHandle { cancellation in
      call.attach(cancellation)
      let context = ServerContext(
        descriptor: call.descriptor, remotePeer: "amqp:\(call.user)",
        localPeer: "amqp:\(self.service)", cancellation: cancellation)
      await RPCDeadline.$current.withValue(call.deadline) { await handler(stream, context) }
    }
    self.core.ended(call)
  }

  private func stream(_ call: ServerCall) -> RPCStream<Inbound, Outbound> {
    guard let stream = call.stream else {
      return RPCStream(
        descriptor: call.descriptor, inbound: Inbound(wrapping: RequestParts(parts: call.request)),
        outbound: Outbound(wrapping: ResponseWriter(call: call, core: self.core)))
    }
    let instance = self.core.instance
    return RPCStream(
      descriptor: call.descriptor,
      inbound: Inbound(
        wrapping: StreamRequestParts(call: call, stream: stream, instance: instance)),
      outbound: Outbound(
        wrapping: StreamResponseWriter(call: call, stream: stream, instance: instance)))
  }
}

// MARK: - Queues

extension RabbitMQServerTransport {
  /// Each instance binds the shared queue with an argument of its own, so that one can take its binding away
  /// and leave the others'.
  private func requestConsumer(_ exchange: String) -> AMQPConsumer {
    var consumer = AMQPConsumer(
      queue: AMQPQueue(exchange, durable: false, autoDelete: true),
      bindings: [
        AMQPBinding(
          exchange: exchange, routingKey: WireAddress.call,
          arguments: ["instance": .string(CallID.random().text)])
      ],
      surroundings: AMQPTopology(exchanges: [AMQPExchange(exchange, .direct)]),
      prefetch: UInt16(clamping: self.maximumConcurrency))
    consumer.readsBundles = true
    return consumer
  }

  private func controlConsumer(_ exchange: String) -> AMQPConsumer {
    AMQPConsumer(
      queue: AMQPQueue(
        "\(self.service).instance", durable: false, exclusive: true, autoDelete: true,
        uniqueSuffix: true),
      bindings: [WireAddress.instances, self.core.instance.key].map { key in
        AMQPBinding(exchange: exchange, routingKey: key)
      },
      surroundings: AMQPTopology(exchanges: [AMQPExchange(exchange, .direct)]),
      prefetch: 0, automaticAcknowledgement: true)
  }

  /// When asked to stop: takes its binding away, so that a caller hears at once if nobody else serves; lets
  /// other instances have the queue, or empties it when there is none; then stops consuming.
  private func drainWhenAsked(_ requests: AMQPSubscription) async {
    guard await self.core.drainAsked() else { return }
    await requests.unbind()
    let limit = ContinuousClock.now + .seconds(5)
    while let depth = await requests.depth(), depth.consumers == 1, depth.messages > 0,
      ContinuousClock.now < limit
    {
      try? await Task.sleep(for: .milliseconds(10))
    }
    await requests.cancel()
    self.core.drained()
    // Streams may go on for hours; they get a while to end by themselves.
    if (try? await Task.sleep(for: Self.streamGrace)) != nil {
      self.core.endStreams("the server is shutting down")
    }
  }

  private static let linger = Duration.milliseconds(250)
  private static let streamGrace = Duration.seconds(5)
}
