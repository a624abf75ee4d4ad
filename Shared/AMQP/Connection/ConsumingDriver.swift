internal import Logging

/// The connection that consumes and acknowledges. Every consumer has a channel of its own, so that what
/// the broker refuses one does not touch another.
struct ConsumingDriver: ConnectionDriver {
  enum Command: Sendable {
    /// Starts a consumer, and again at every connection.
    case start(Subscription)
    /// Stops deliveries; acknowledgements are still taken.
    case cancel(Int, AnswerWaiter)
    /// Closes the channel: unacknowledged deliveries return to their queue.
    case close(Int, AnswerWaiter)
    /// Removes the consumer's own bindings.
    case unbind(Int, AnswerWaiter)
    /// Asks how full the consumer's queue is.
    case depth(Int, DepthWaiter)
    /// Asks how full a queue is, whoever consumes it.
    case depthOf(String, DepthWaiter)
    /// Acknowledges or refuses a delivery.
    case settle(Settlement)
  }

  typealias AnswerWaiter = CheckedContinuation<Void, Never>
  typealias DepthWaiter = CheckedContinuation<AMQPQueueDepth?, Never>

  /// A consumer that was asked for.
  struct Subscription: Sendable {
    let id: Int
    let consumer: AMQPConsumer
    let sink: any AMQPDeliverySink
  }

  let topology: AMQPTopology
  let acknowledgements: any AcknowledgementSink
  let states: ConsumerStates
  let logger: Logger
  private var subscriptions: [Int: Subscription] = [:]
  private var active: [UInt16: ConsumerChannel] = [:]
  /// Those with deliveries to hand out or acknowledgements to send.
  private var touched: [ConsumerChannel] = []
  private var failed: [Int: Int64] = [:]
  /// Who waits for the end of a consumer: told once what came before the broker's answer has been handed out.
  private var leaving: [AnswerWaiter] = []
  private var assembler = FrameAssembler()
  private var openings = 0
  private static let retryInterval: Int64 = 1_000_000_000

  init(
    topology: AMQPTopology, acknowledgements: any AcknowledgementSink, states: ConsumerStates,
    logger: Logger
  ) {
    self.topology = topology
    self.acknowledgements = acknowledgements
    self.states = states
    self.logger = logger
  }

  var isIdle: Bool { true }

  mutating func opened(_ handle: BrokerHandle) throws(AMQPError) {
    self.assembler = FrameAssembler()
    self.active = [:]
    self.failed = [:]
    try self.declareTopology(handle)
    for subscription in self.subscriptions.values.sorted(by: { $0.id < $1.id }) {
      try self.start(subscription, handle)
    }
    self.states.isConnected = true
  }

  mutating func perform(_ command: Command, _ handle: BrokerHandle) throws(AMQPError) {
    switch command {
    case .start(let subscription):
      self.subscriptions[subscription.id] = subscription
      try self.start(subscription, handle)
    case .settle(let settlement):
      try self.settle(settlement, handle)
    case .cancel(let id, let waiter):
      self.leaving.append(waiter)
      self.subscriptions[id] = nil
      guard let channel = self.channel(of: id) else { return }
      try handle.cancelConsumer(channel)
    case .close(let id, let waiter):
      defer { waiter.resume() }
      guard let channel = self.channel(of: id) else { return }
      if let active = self.active.removeValue(forKey: channel) { try active.flush(handle) }
      try handle.closeChannel(channel)
    case .unbind(let id, let waiter):
      defer { waiter.resume() }
      guard let channel = self.channel(of: id), let active = self.active[channel] else { return }
      for binding in active.subscription.consumer.bindings {
        try handle.unbind(binding, queue: active.queue, on: channel)
      }
    case .depth(let id, let waiter):
      try self.depth(id, waiter, handle)
    case .depthOf(let queue, let waiter):
      try self.depth(of: queue, waiter, handle)
    }
  }

  mutating func received(_ frame: InboundFrame, _ handle: BrokerHandle) throws(AMQPError) {
    switch frame {
    case .connectionClosed(let code, let text):
      throw .notConnected("the broker closed the connection: \(code) \(text)")
    case .channelClosed(let channel, let code, let text):
      _ = try self.assembler.accept(frame)
      try handle.confirmChannelClosed(channel)
      try self.interrupted(channel, .refused(code: code, text: text), handle)
    case .consumerCancelled(let channel):
      guard self.active[channel] != nil else { return }
      try handle.closeChannel(channel)
      try self.interrupted(channel, .refused(code: 404, text: "the queue was deleted"), handle)
    default:
      guard
        case .delivered(let content, let channel, let tag, let redelivered) =
          try self.assembler.accept(frame)
      else { return }
      self.delivered(content, channel, tag, redelivered, handle)
    }
  }

  mutating func settled(_ handle: BrokerHandle) throws(AMQPError) {
    for active in self.touched {
      active.isTouched = false
      guard self.active[active.channel] === active else { continue }
      try active.flush(handle)
      guard !active.batch.isEmpty else { continue }
      let batch = active.batch
      active.batch = []
      active.batch.reserveCapacity(min(batch.count, 64))
      active.subscription.sink.deliver(batch)
    }
    self.touched.removeAll(keepingCapacity: true)
    self.tellLeaving()
    try self.retryFailed(handle)
  }

  private mutating func tellLeaving() {
    for waiter in self.leaving { waiter.resume() }
    self.leaving = []
  }

  mutating func lost(_ error: AMQPError, unperformed: [Command]) {
    self.states.isConnected = false
    for active in self.active.values {
      active.subscription.sink.consumer(.interrupted(error))
    }
    self.active = [:]
    self.tellLeaving()
    for command in unperformed { self.offline(command) }
  }

  mutating func offline(_ command: Command) {
    switch command {
    case .start(let subscription): self.subscriptions[subscription.id] = subscription
    case .cancel(let id, let waiter), .close(let id, let waiter):
      self.subscriptions[id] = nil
      waiter.resume()
    case .unbind(_, let waiter): waiter.resume()
    case .depth(_, let waiter), .depthOf(_, let waiter): waiter.resume(returning: nil)
    case .settle: break
    }
  }
}

// MARK: - Consumers

extension ConsumingDriver {
  /// For what belongs to no consumer; their channels come after it.
  private static let ownChannel: UInt16 = 1

  private func channel(of id: Int) -> UInt16? {
    self.active.first { $0.value.subscription.id == id }?.key
  }

  private mutating func declareTopology(_ handle: BrokerHandle) throws(AMQPError) {
    try handle.openChannel(Self.ownChannel)
    try self.declare(self.topology, handle, on: Self.ownChannel)
    try handle.closeChannel(Self.ownChannel)
  }

  private func declare(
    _ topology: AMQPTopology, _ handle: BrokerHandle, on channel: UInt16
  ) throws(AMQPError) {
    for exchange in topology.exchanges { try handle.declare(exchange, on: channel) }
    for queue in topology.queues { try handle.declare(queue, as: queue.name, on: channel) }
    for binding in topology.bindings {
      try handle.bind(binding, queue: binding.queue, on: channel)
    }
  }

  /// Declares the queue and consumes it. What the broker refuses is tried again later.
  private mutating func start(
    _ subscription: Subscription, _ handle: BrokerHandle
  ) throws(AMQPError) {
    guard self.channel(of: subscription.id) == nil else { return }
    var channel = Self.ownChannel + 1
    while self.active[channel] != nil { channel += 1 }
    let consumer = subscription.consumer
    let queue = consumer.queue.name + (consumer.queue.uniqueSuffix ? ".\(randomHex())" : "")
    try handle.openChannel(channel)
    do throws(AMQPError) {
      try self.declare(consumer.surroundings, handle, on: channel)
      try handle.declare(consumer.queue, as: queue, on: channel)
      for binding in consumer.bindings { try handle.bind(binding, queue: queue, on: channel) }
      try handle.consume(
        queue, prefetch: consumer.prefetch, automatic: consumer.automaticAcknowledgement,
        on: channel)
    } catch .refused(let code, let text) {
      try handle.confirmChannelClosed(channel)
      self.refused(subscription, .refused(code: code, text: text))
      return
    }
    self.failed[subscription.id] = nil
    self.openings += 1
    self.active[channel] = ConsumerChannel(
      subscription, channel: channel, queue: queue, opening: self.openings)
    subscription.sink.consumer(.active(queue: queue))
  }

  private mutating func refused(_ subscription: Subscription, _ error: AMQPError) {
    if self.failed[subscription.id] == nil {
      self.logger.error(
        "the broker refused a consumer",
        metadata: ["error": "\(error)", "broker.queue": "\(subscription.consumer.queue.name)"])
    }
    self.failed[subscription.id] = monotonicNanoseconds()
    subscription.sink.consumer(.interrupted(error))
  }

  private mutating func retryFailed(_ handle: BrokerHandle) throws(AMQPError) {
    guard !self.failed.isEmpty else { return }
    let limit = monotonicNanoseconds() - Self.retryInterval
    for (id, time) in self.failed where time < limit {
      if let subscription = self.subscriptions[id] { try self.start(subscription, handle) }
    }
  }

  /// The channel is gone; its consumer is started again at once.
  private mutating func interrupted(
    _ channel: UInt16, _ error: AMQPError, _ handle: BrokerHandle
  ) throws(AMQPError) {
    guard let active = self.active.removeValue(forKey: channel) else { return }
    self.logger.warning(
      "a consumer was interrupted",
      metadata: ["error": "\(error)", "broker.queue": "\(active.queue)"])
    active.subscription.sink.consumer(.interrupted(error))
    guard self.subscriptions[active.subscription.id] != nil else { return }
    try self.start(active.subscription, handle)
  }

  private func depth(
    _ id: Int, _ waiter: DepthWaiter, _ handle: BrokerHandle
  ) throws(AMQPError) {
    guard let channel = self.channel(of: id), let queue = self.active[channel]?.queue else {
      waiter.resume(returning: nil)
      return
    }
    do throws(AMQPError) {
      let depth = try handle.depth(of: queue, on: channel)
      waiter.resume(returning: depth)
    } catch {
      waiter.resume(returning: nil)
      throw error
    }
  }

  /// The broker closes the channel when there is no such queue.
  private func depth(
    of queue: String, _ waiter: DepthWaiter, _ handle: BrokerHandle
  ) throws(AMQPError) {
    do throws(AMQPError) {
      try handle.openChannel(Self.ownChannel)
      let depth = try handle.depth(of: queue, on: Self.ownChannel)
      waiter.resume(returning: depth)
    } catch .refused {
      waiter.resume(returning: nil)
      return try handle.confirmChannelClosed(Self.ownChannel)
    } catch {
      waiter.resume(returning: nil)
      throw error
    }
    try handle.closeChannel(Self.ownChannel)
  }

  // MARK: - Deliveries

  private mutating func delivered(
    _ content: AMQPContent, _ channel: UInt16, _ tag: UInt64, _ redelivered: Bool,
    _ handle: BrokerHandle
  ) {
    guard let active = self.active[channel] else { return }
    let consumer = active.subscription.consumer
    let members = consumer.readsBundles ? handle.bundles.members(of: content) : nil
    var sink = consumer.automaticAcknowledgement ? nil : self.acknowledgements
    if members != nil { sink = sink.map { BundleAcknowledgement($0) } }
    for member in members ?? [content] {
      active.batch.append(
        AMQPDelivery(
          content: member, redelivered: redelivered,
          tag: DeliveryTag(opening: active.opening, channel: channel, number: tag),
          acknowledgements: sink))
    }
    self.touch(active)
  }

  private mutating func touch(_ active: ConsumerChannel) {
    guard !active.isTouched else { return }
    active.isTouched = true
    self.touched.append(active)
  }

  /// Settles a delivery on its own channel of this connection; older ones return by themselves.
  private mutating func settle(
    _ settlement: Settlement, _ handle: BrokerHandle
  ) throws(AMQPError) {
    switch settlement {
    case .ack(let tag):
      guard let active = self.active[tag.channel], active.opening == tag.opening else { return }
      active.acknowledgements.ack(tag.number)
      self.touch(active)
    case .nack(let tag, let requeue):
      guard let active = self.active[tag.channel], active.opening == tag.opening else { return }
      active.acknowledgements.nacked(tag.number)
      try handle.nack(tag.number, requeue: requeue, on: tag.channel)
    }
  }
}
