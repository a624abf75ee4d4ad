public import Logging
public import ServiceLifecycle
internal import Synchronization

/// A process's access to the broker: one connection that publishes, one that consumes, each on an
/// operating system thread of its own, both made again whenever they end.
///
/// Nothing works before `run()` runs. It returns when the process shuts down gracefully or its task is
/// cancelled: consumers stop, their handlers finish, and what waits to be confirmed gets a moment.
public final class AMQPClient: Service, Sendable {
  /// How it connects.
  public let configuration: AMQPConfiguration
  let logger: Logger
  let observers = PublishingObservers()
  private let stall: Stall
  let publishing: ConnectionThread<PublishingDriver>
  let consuming: ConnectionThread<ConsumingDriver>
  private let nextID = Atomic<Int>(1)
  private let hosted: AsyncStream<@Sendable () async -> Void>
  private let hostInput: AsyncStream<@Sendable () async -> Void>.Continuation
  private let running = Mutex<[Int: HandlerSink]>([:])
  private let consumers = ConsumerStates()
  private let attachments = Mutex<[String: any Sendable]>([:])

  /// Creates a client that declares `topology` at every connection.
  public init(
    _ configuration: AMQPConfiguration, topology: AMQPTopology = AMQPTopology(), logger: Logger
  ) {
    self.configuration = configuration
    self.logger = logger
    (self.hosted, self.hostInput) = AsyncStream.makeStream()
    let stall = Stall()
    self.stall = stall
    let commands = CommandQueue<PublishingDriver.Command>(
      capacity: configuration.maximumQueued, closed: .notConnected("not connected yet"))
    self.publishing = ConnectionThread(
      configuration, queue: commands,
      driver: PublishingDriver(
        configuration: configuration, topology: topology, observers: self.observers,
        queue: commands, stall: stall, logger: logger),
      logger: logger)
    let requests = CommandQueue<ConsumingDriver.Command>(
      capacity: configuration.maximumQueued, closed: nil)
    self.consuming = ConnectionThread(
      configuration, queue: requests,
      driver: ConsumingDriver(
        topology: topology, acknowledgements: Settlements(queue: requests), states: self.consumers,
        logger: logger),
      logger: logger)
  }

  /// Whether both connections are up and the broker takes messages.
  public var isReady: Bool {
    self.observers.last == .ready && self.consumers.isConnected
  }

  /// Connects, and stays connected until shutdown or cancellation.
  public func run() async throws {
    self.publishing.start(name: "amqp-publish")
    self.consuming.start(name: "amqp-consume")
    await withDiscardingTaskGroup { group in
      group.addTask { await self.watchForStalls() }
      group.addTask {
        await withDiscardingTaskGroup { handlers in
          for await operation in self.hosted { handlers.addTask { await operation() } }
        }
      }
      try? await gracefulShutdown()
      await self.stop()
      group.cancelAll()
    }
    self.attachments.withLock { $0.removeAll() }
  }

  /// Runs an operation inside `run()`, until it returns or the client stops and cancels it.
  package func host(_ operation: @escaping @Sendable () async -> Void) {
    self.hostInput.yield(operation)
  }

  /// What one client has once, however many ask for it: the transport's reply queue.
  package func attachment<T: Sendable>(_ key: String, make: () -> T) -> T {
    self.attachments.withLock { attachments in
      if let found = attachments[key] as? T { return found }
      let made = make()
      attachments[key] = made
      return made
    }
  }

  /// Stops consumers, then the threads; not cut short by cancellation, so that no handler is.
  private func stop() async {
    await Task {  // owned by run(), which waits for it; a plain await would be cancelled with run()
      for sink in self.running.withLock({ Array($0.values) }) { await sink.stop() }
      self.hostInput.finish()
      self.publishing.queue.stop()
      self.consuming.queue.stop()
      await self.publishing.join()
      await self.consuming.join()
    }.value
  }

  /// Finds a write that stands still, which the library does not report: the broker reads nothing while
  /// it is in alarm. Publishing counts as blocked until the write ends.
  private func watchForStalls() async {
    var stalled = false
    while (try? await Task.sleep(for: .milliseconds(200))) != nil {
      let busy = self.publishing.busy > self.configuration.stallTimeout
      if busy, !stalled {
        let error = AMQPError.blocked("a write stands still")
        for command in self.publishing.queue.close(error) { PublishingDriver.fail(command, error) }
        self.observers.publishing(.blocked(error))
        self.stall.begin()
        self.publishing.queue.nudge()
      }
      stalled = busy
    }
  }
}

// MARK: - Publishing

extension AMQPClient {
  /// Writes a message; returns when it is written, which says nothing of whether it arrived.
  public func publish(_ message: AMQPMessage) async throws(AMQPError) {
    try message.validate()
    try await self.command { .plain(message, $0) }
  }

  /// Writes a message and waits until the broker took responsibility for it. Throws `.returned` when it is
  /// mandatory and no queue took it, and `.unknownOutcome` when the connection ended before the answer:
  /// it may be stored then, and publishing it again may store it twice.
  public func publishConfirmed(_ message: AMQPMessage) async throws(AMQPError) {
    try message.validate()
    try await self.command { .confirmed(message, $0) }
  }

  private func command(
    _ make: (PublishingDriver.Waiter) -> PublishingDriver.Command
  ) async throws(AMQPError) {
    try await withCheckedContinuation { (waiter: PublishingDriver.Waiter) in
      do throws(AMQPError) {
        try self.publishing.queue.push(make(waiter))
      } catch {
        waiter.resume(returning: .failure(error))
      }
    }.get()
  }

  /// The largest body of a message that may be written by the thread that has it, in bytes: with headers it fits
  /// into a socket's buffer.
  package static let maximumAlone = 4096

  /// Hands over a publication. Throws when it cannot be sent now; it then hears nothing more.
  ///
  /// One of at most `maximumAlone` bytes that nothing else is likely to accompany may name its exchange in `alone`: it
  /// is then written by the calling thread, if the publishing one has nothing to do.
  package func enqueue(
    _ publication: any AMQPPublication, alone exchange: String? = nil
  ) throws(AMQPError) {
    if let exchange,
      self.publishing.directly({ (driver, handle) throws(AMQPError) in
        try driver.publish(alone: publication, to: exchange, handle)
      })
    {
      return
    }
    try self.publishing.queue.push(.publication(publication))
  }

  /// Adds an observer of publishing, and tells it the state now.
  package func observe(_ observer: any AMQPPublishingObserver) {
    self.observers.add(observer)
  }

  /// Forgets an observer.
  package func stopObserving(_ observer: any AMQPPublishingObserver) {
    self.observers.remove(observer)
  }
}

// MARK: - Consuming

extension AMQPClient {
  /// Consumes a queue: `handler` gets each delivery, and acknowledges it. Returns when the broker has
  /// started the consumer, and throws when it refuses or the task is cancelled; from then on the consumer is started again at every
  /// connection and whenever its queue was deleted. `established` is called each time it is active.
  public func consume(
    _ consumer: AMQPConsumer, established: @escaping @Sendable () -> Void = {},
    handler: @escaping @Sendable (AMQPDelivery) async -> Void
  ) async throws(AMQPError) -> AMQPConsumption {
    let id = self.nextID.add(1, ordering: .relaxed).newValue
    let sink = HandlerSink(
      client: self, id: id, concurrency: consumer.concurrency, established: established,
      handler: handler)
    self.running.withLock { $0[id] = sink }
    self.host { await sink.run() }
    try? self.consuming.queue.push(
      .start(.init(id: id, consumer: consumer, sink: sink)), urgent: true)
    do throws(AMQPError) {
      try await sink.firstState()
    } catch {
      await sink.stop()
      throw error
    }
    return AMQPConsumption(sink: sink)
  }

  /// Consumes a queue in batches on the consuming thread, with the same promises.
  package func subscribe(_ consumer: AMQPConsumer, sink: any AMQPDeliverySink) -> AMQPSubscription {
    let id = self.nextID.add(1, ordering: .relaxed).newValue
    try? self.consuming.queue.push(
      .start(.init(id: id, consumer: consumer, sink: sink)), urgent: true)
    return AMQPSubscription(id: id, client: self)
  }

  /// How full a queue is; nil when there is none, or no connection. Nothing is delivered.
  package func depth(of queue: String) async -> AMQPQueueDepth? {
    await withCheckedContinuation { waiter in
      do throws(AMQPError) {
        try self.consuming.queue.push(.depthOf(queue, waiter), urgent: true)
      } catch {
        waiter.resume(returning: nil)
      }
    }
  }

  func forget(_ id: Int) {
    self.running.withLock { $0[id] = nil }
  }
}
