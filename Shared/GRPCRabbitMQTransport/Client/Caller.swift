internal import AMQP
internal import GRPCCore
internal import Synchronization

/// The calling side of a process: one exclusive reply queue and the calls that wait for it, whatever
/// service they go to.
///
/// A call nobody saw (never written) is sent again by itself when the connection is back, for a second at
/// most. A call that was written when a connection is lost ends UNAVAILABLE: it may have run.
final class Caller: AMQPDeliverySink, AMQPPublishingObserver {
  /// How long an unsent call waits for a connection.
  static let patience = Duration.seconds(1)

  struct State {
    var calls: [CallID: ClientCall] = [:]
    var parked: [ClientCall] = []
    /// Ended when a connection was lost; their servers are told when it is back.
    var lost: [ClientCall] = []
    var publishing = AMQPPublishingState.down(.notConnected("not connected yet"))
    var receiving = false
    var inquiries: [String: Inquiry] = [:]
    /// Whether the last call that was submitted was the only one.
    var wasAlone = false

    var isReady: Bool { self.publishing == .ready && self.receiving }
  }

  let amqp: AMQPClient
  let replyTo: String
  let state = Mutex(State())
  private let receiving = Atomic<Bool>(false)
  let signal: AsyncStream<Void>
  private let wake: AsyncStream<Void>.Continuation
  let idle = Atomic<Bool>(true)

  /// The caller of that name on a client; made at the first call.
  static func shared(_ name: String, on amqp: AMQPClient) -> Caller {
    amqp.attachment("rpc-caller.\(name)") {
      let caller = Caller(name, amqp)
      amqp.observe(caller)
      amqp.host { await caller.watchClock() }
      return caller
    }
  }

  private init(_ name: String, _ amqp: AMQPClient) {
    self.amqp = amqp
    let key = CallID.random().text
    let exchange = WireAddress.replies(name)
    self.replyTo = "\(exchange)/\(key)"
    (self.signal, self.wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    var consumer = AMQPConsumer(
      queue: AMQPQueue(
        "\(name).reply", durable: false, exclusive: true, autoDelete: true, uniqueSuffix: true),
      bindings: [AMQPBinding(exchange: exchange, routingKey: key)],
      surroundings: AMQPTopology(exchanges: [AMQPExchange(exchange, .direct)]),
      prefetch: 0, automaticAcknowledgement: true)
    consumer.readsBundles = true
    _ = amqp.subscribe(consumer, sink: self)
  }

  /// Whether replies can arrive.
  var canReceive: Bool { self.receiving.load(ordering: .acquiring) }

  // MARK: - Sending

  /// Sends a call, or keeps it until a connection is there. A small one that is the only one, as the one before was,
  /// goes at once; others wait their turn, in which they can go together.
  func submit(_ call: ClientCall, isSmall: Bool) {
    let (ready, alone, error) = self.state.withLock { state -> (Bool, Bool, AMQPError?) in
      if case .blocked(let error) = state.publishing { return (false, false, error) }
      state.calls[call.id] = call
      if !state.isReady { state.parked.append(call) }
      let isAlone = state.calls.count == 1
      defer { state.wasAlone = isAlone }
      return (state.isReady, isSmall && isAlone && state.wasAlone, nil)
    }
    if self.idle.exchange(false, ordering: .relaxed) { self.wake.yield() }
    if let error { return self.end(call, WireResponse(error)) }
    if ready { self.enqueue(call, alone: alone) }
  }

  private func enqueue(_ call: ClientCall, alone: Bool = false) {
    do throws(AMQPError) {
      try self.amqp.enqueue(call, alone: alone ? call.callee.exchange : nil)
    } catch {
      call.unsent(error)
    }
  }

  /// Keeps a call that was not sent until the connection is back.
  func park(_ call: ClientCall) {
    let ready = self.state.withLock { state in
      guard state.calls[call.id] != nil else { return false }
      if !state.isReady { state.parked.append(call) }
      return state.isReady
    }
    if ready { self.enqueue(call) }
  }

  /// Ends a call.
  func end(_ call: ClientCall, _ response: WireResponse) {
    self.forget(call)
    call.finish(response)
  }

  /// Waits for its reply no longer.
  func forget(_ call: ClientCall) {
    self.state.withLock { _ = $0.calls.removeValue(forKey: call.id) }
  }

  /// Tells the instance that has the call, or all when it is not known, that nobody waits for it.
  func cancelRemotely(_ call: ClientCall) {
    self.send(
      AMQPMessage(
        exchange: call.callee.exchange,
        routingKey: call.stream?.instance?.key ?? WireAddress.instances,
        properties: AMQPProperties(
          deliveryMode: .transient, correlationID: call.id.text, expiration: "10000",
          type: WireAddress.cancel, userID: call.callee.address.user),
        mandatory: false))
  }

  func send(_ message: AMQPMessage) {
    // A cancellation or a probe that cannot be sent is of no use later.
    try? self.amqp.enqueue(Notice(message))
  }

  // MARK: - Replies

  func deliver(_ batch: [AMQPDelivery]) {
    let answered = self.state.withLock { state in
      batch.compactMap { delivery -> (ClientCall, AMQPDelivery)? in
        guard let id = delivery.properties.correlationID.flatMap({ CallID($0) }),
          let call = state.calls[id]
        else { return nil }
        if call.stream == nil { state.calls[id] = nil }
        return (call, delivery)
      }
    }
    for (call, delivery) in answered { call.receive(delivery) }
    guard answered.count < batch.count else { return }
    for delivery in batch where delivery.properties.type != nil { self.answered(delivery) }
  }

  func consumer(_ new: AMQPConsumerState) {
    switch new {
    case .active:
      self.receiving.store(true, ordering: .releasing)
      self.unpark { $0.receiving = true }
    case .interrupted(let error):
      self.receiving.store(false, ordering: .releasing)
      self.state.withLock { $0.receiving = false }
      self.failWritten(WireResponse(error), lost: true)
    }
  }

  func publishing(_ new: AMQPPublishingState) {
    switch new {
    case .ready:
      self.unpark { $0.publishing = .ready }
    case .down(let error):
      self.state.withLock { $0.publishing = new }
      self.failWritten(WireResponse(error), lost: true)
    case .blocked(let error):
      let calls = self.state.withLock { state in
        state.publishing = new
        return Array(state.calls.values)
      }
      for call in calls { self.end(call, WireResponse(error)) }
    }
  }

  private func unpark(_ change: (inout State) -> Void) {
    let (parked, lost) = self.state.withLock { state in
      change(&state)
      guard state.isReady else { return ([ClientCall](), [ClientCall]()) }
      defer { (state.parked, state.lost) = ([], []) }
      return (state.parked, state.lost)
    }
    for call in lost { self.cancelRemotely(call) }
    for call in parked { self.enqueue(call) }
  }

  /// Ends the written calls of one exchange, or of all.
  func failWritten(
    _ response: WireResponse, exchange: String? = nil,
    before instant: ContinuousClock.Instant = .now + .seconds(1), lost: Bool = false
  ) {
    let failed = self.state.withLock { state in
      let failed = state.calls.values.filter { call in
        (exchange == nil || call.callee.exchange == exchange) && call.isWritten(before: instant)
      }
      if lost { state.lost += failed }
      return failed
    }
    for call in failed { self.end(call, response) }
  }

  func returned(exchange: String, routingKey: String, properties: AMQPProperties) {
    if properties.type == WireAddress.probe {
      self.probeReturned(exchange: exchange, routingKey: routingKey, properties)
    } else if let id = properties.correlationID.flatMap({ CallID($0) }),
      let call = self.state.withLock({ $0.calls[id] })
    {
      self.end(call, .nobody(exchange))
    }
  }

  func refused(exchange: String, _ error: AMQPError) {
    self.failWritten(WireResponse(error), exchange: exchange)
  }
}

extension WireResponse {
  /// No instance of the callee runs.
  static func nobody(_ exchange: String) -> WireResponse {
    WireResponse(.unavailable, "no instance of \(exchange.dropFirst(4)) is running")
  }
}

/// A message of which no one wants to hear again.
final class Notice: AMQPPublication {
  private let message: AMQPMessage

  init(_ message: AMQPMessage) {
    self.message = message
  }

  func claim() -> AMQPMessage? { self.message }
  func unsent(_ error: AMQPError) {}
}
