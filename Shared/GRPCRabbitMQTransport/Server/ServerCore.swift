internal import AMQP
internal import GRPCCore
internal import Synchronization

/// The serving side of one transport: admits requests, cancels calls, and knows when it is done.
final class ServerCore: AMQPDeliverySink, AMQPPublishingObserver {
  private struct State {
    var admission: Admission<ServerCall>
    var rules = ServerRules()
    var serving = false
    var servingWaiters: [CheckedContinuation<Void, Never>] = []
    var drained = false
  }

  /// Calls to run, as they are admitted.
  let started: AsyncStream<[ServerCall]>
  private let start: AsyncStream<[ServerCall]>.Continuation
  private let drainRequests: AsyncStream<Void>
  private let drainRequest: AsyncStream<Void>.Continuation
  private let signal: AsyncStream<Void>
  private let wake: AsyncStream<Void>.Continuation
  private let idle = Atomic<Bool>(true)
  private let amqp: AMQPClient
  private let state: Mutex<State>

  init(amqp: AMQPClient, limit: Int) {
    self.amqp = amqp
    self.state = Mutex(State(admission: Admission(limit: max(1, limit))))
    (self.started, self.start) = AsyncStream.makeStream()
    (self.drainRequests, self.drainRequest) = AsyncStream.makeStream()
    (self.signal, self.wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Learns the rules before anything arrives.
  func start(rules: ServerRules) {
    self.state.withLock { $0.rules = rules }
  }

  // MARK: - Requests

  func deliver(_ batch: [AMQPDelivery]) {
    let rules = self.state.withLock { $0.rules }
    var calls: [ServerCall] = []
    calls.reserveCapacity(batch.count)
    for delivery in batch {
      switch ServerCall.read(delivery, rules: rules, amqp: self.amqp) {
      case .call(let call):
        calls.append(call)
      case .refused(let call, let response):
        call.accept()
        call.reply(response)
      case .probe, .unanswerable:
        delivery.ack()
      }
    }
    guard !calls.isEmpty else { return }
    self.begin(
      self.state.withLock { state in
        calls.filter { call in
          switch state.admission.arrived(call.id, call) {
          case .start: return true
          case .wait: return false
          case .drop:
            call.accept()
            return false
          }
        }
      })
  }

  private func begin(_ calls: [ServerCall]) {
    guard !calls.isEmpty else { return }
    for call in calls { call.accept() }
    if self.idle.exchange(false, ordering: .relaxed) { self.wake.yield() }
    self.start.yield(calls)
  }

  /// A handler ended: another request may start. One that waited past its deadline or was cancelled
  /// meanwhile is not started.
  func ended(_ call: ServerCall) {
    var id = call.id
    while true {
      let (next, cancelled) = self.state.withLock { state -> (ServerCall?, Bool) in
        let next = state.admission.ended(id)
        return (next, next.map { state.admission.isCancelled($0.id) } ?? false)
      }
      guard let next else { break }
      if !cancelled, next.deadline.map({ $0.remaining > .zero }) ?? true {
        self.begin([next])
        break
      }
      next.accept()
      if !cancelled { next.reply(.deadlineExceeded) }
      id = next.id
    }
    self.finishIfDone()
  }

  /// What waited is delivered again, here or elsewhere: it must not start from both.
  func consumer(_ new: AMQPConsumerState) {
    let waiters = self.state.withLock { state in
      guard case .active = new else {
        state.serving = false
        state.admission.dropWaiting()
        return [CheckedContinuation<Void, Never>]()
      }
      state.serving = true
      defer { state.servingWaiters.removeAll() }
      return state.servingWaiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Whether requests arrive.
  var isServing: Bool { self.state.withLock { $0.serving } }

  /// Waits until requests arrive.
  func waitUntilServing() async {
    await withCheckedContinuation { waiter in
      let serving = self.state.withLock { state in
        if !state.serving { state.servingWaiters.append(waiter) }
        return state.serving
      }
      if serving { waiter.resume() }
    }
  }

  // MARK: - Cancellation

  /// Cancels a call, if its own caller asks.
  func cancel(_ delivery: AMQPDelivery) {
    guard let id = delivery.properties.correlationID else { return }
    let call = self.state.withLock { $0.admission.cancel(id) }
    if let call, call.user == delivery.properties.userID ?? "" { call.cancel() }
  }

  func publishing(_ state: AMQPPublishingState) {}

  /// A reply found nobody: its caller is gone, and whatever else runs for it is in vain.
  func returned(exchange: String, routingKey: String, properties: AMQPProperties) {
    for call in self.state.withLock({ $0.admission.calls })
    where call.replyAddress == (exchange, routingKey) { call.cancel() }
  }

  func refused(exchange: String, _ error: AMQPError) {
    for call in self.state.withLock({ $0.admission.calls })
    where call.replyAddress.exchange == exchange { call.cancel() }
  }

  /// Cancels handlers past their deadline, looking every few milliseconds while any runs.
  func watchClock() async {
    var signals = self.signal.makeAsyncIterator()
    while !Task.isCancelled {
      let calls = self.state.withLock { $0.admission.calls }
      if calls.isEmpty, !self.idle.exchange(true, ordering: .relaxed) { continue }
      if calls.isEmpty {
        guard await signals.next() != nil else { return }
        continue
      }
      let now = ContinuousClock.now
      for call in calls where call.deadline.map({ $0.instant <= now }) ?? false { call.cancel() }
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  // MARK: - The end

  /// Asks to take no more requests.
  func askToDrain() {
    self.drainRequest.yield()
  }

  /// Waits to be asked; false when cancelled instead.
  func drainAsked() async -> Bool {
    for await _ in self.drainRequests { return true }
    return false
  }

  /// No more requests come.
  func drained() {
    self.state.withLock { state in
      state.drained = true
      state.serving = false
    }
    self.finishIfDone()
  }

  private func finishIfDone() {
    if self.state.withLock({ $0.drained && $0.admission.isEmpty }) { self.start.finish() }
  }

  /// Ends at once: cancels what runs.
  func abort() {
    for call in self.state.withLock({ $0.admission.calls }) { call.cancel() }
    self.start.finish()
  }
}

/// Takes cancellations from an instance's own queue.
final class CancellationSink: AMQPDeliverySink {
  private let core: ServerCore

  init(core: ServerCore) {
    self.core = core
  }

  func deliver(_ batch: [AMQPDelivery]) {
    for delivery in batch { self.core.cancel(delivery) }
  }

  func consumer(_ state: AMQPConsumerState) {}
}
