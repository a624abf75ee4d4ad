internal import AMQP
internal import GRPCCore
internal import Synchronization

/// The serving side of one transport: admits requests, cancels calls, and knows when it is done.
final class ServerCore: AMQPDeliverySink, AMQPPublishingObserver {
  struct State {
    var admission: Admission<ServerCall>
    var streams: [String: ServerCall] = [:]
    var rules = ServerRules()
    /// Whether the last call that was answered was the only one.
    var wasAlone = false
    /// Whether answers can go, or there is nothing to wait for any more.
    var answering = false
    var answeringWaiters: [CheckedContinuation<Void, Never>] = []
    var serving = false
    var servingWaiters: [CheckedContinuation<Void, Never>] = []
    var drained = false
    var lastEnded = ContinuousClock.now - .seconds(1)
  }

  /// Calls to run, as they are admitted.
  let started: AsyncStream<[ServerCall]>
  private let start: AsyncStream<[ServerCall]>.Continuation
  private let drainRequests: AsyncStream<Void>
  private let drainRequest: AsyncStream<Void>.Continuation
  private let signal: AsyncStream<Void>
  private let wake: AsyncStream<Void>.Continuation
  private let idle = Atomic<Bool>(true)
  let amqp: AMQPClient
  /// Where what belongs to this instance's calls goes.
  let instance: WireAddress.Target
  private let maximumStreams: Int
  let state: Mutex<State>

  init(amqp: AMQPClient, service: String, limit: Int, maximumStreams: Int) {
    self.amqp = amqp
    self.instance = WireAddress.Target(
      exchange: WireAddress.requests(service), key: CallID.random().text)
    self.maximumStreams = maximumStreams
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
      case .probe(let address):
        delivery.ack()
        if let address { self.answer(delivery, to: address) }
      case .unanswerable:
        delivery.ack()
      }
    }
    guard !calls.isEmpty else { return }
    var refused: [ServerCall] = []
    self.begin(
      self.state.withLock { state in
        calls.filter { call in
          switch self.verdict(call, &state) {
          case .start: return true
          case .wait: return false
          case .drop:
            call.accept()
            return false
          case nil:
            refused.append(call)
            return false
          }
        }
      })
    for call in refused {
      call.accept()
      call.reply(WireResponse(.resourceExhausted, "the instance serves no more streams"))
    }
  }

  /// What becomes of a call; nil for a stream too many.
  private func verdict(
    _ call: ServerCall, _ state: inout State
  ) -> Admission<ServerCall>.Verdict? {
    guard call.stream != nil else { return state.admission.arrived(call.id, call) }
    if state.admission.isCancelled(call.id) || state.streams[call.id] != nil { return .drop }
    guard state.streams.count < self.maximumStreams else { return nil }
    state.streams[call.id] = call
    return .start
  }

  private func begin(_ calls: [ServerCall]) {
    guard !calls.isEmpty else { return }
    for call in calls {
      call.accept()
      if let stream = call.stream { call.welcome(stream, from: self.instance) }
    }
    if self.idle.exchange(false, ordering: .relaxed) { self.wake.yield() }
    self.start.yield(calls)
  }

  /// A handler ended: another request may start. One that waited past its deadline or was cancelled
  /// meanwhile is not started.
  func ended(_ call: ServerCall) {
    guard call.stream == nil else {
      self.state.withLock { state in
        state.streams[call.id] = nil
        state.lastEnded = .now
      }
      return self.finishIfDone()
    }
    var id = call.id
    while true {
      let (next, cancelled) = self.state.withLock { state -> (ServerCall?, Bool) in
        let next = state.admission.ended(id)
        state.lastEnded = .now
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
        state.admission.dropWaiting { $0.isAccepted }
        return [CheckedContinuation<Void, Never>]()
      }
      state.serving = true
      defer { state.servingWaiters.removeAll() }
      return state.servingWaiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Waits until answers can go for the first time; not for a server that is to end before.
  func waitUntilAnswering() async {
    await withCheckedContinuation { waiter in
      let answering = self.state.withLock { state in
        if !state.answering { state.answeringWaiters.append(waiter) }
        return state.answering
      }
      if answering { waiter.resume() }
    }
  }

  /// Answers can go, or nothing is to be answered.
  func stopWaitingForAnswers() {
    let waiters = self.state.withLock { state in
      state.answering = true
      defer { state.answeringWaiters.removeAll() }
      return state.answeringWaiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// When a call last ended.
  var lastEnded: ContinuousClock.Instant { self.state.withLock { $0.lastEnded } }

  /// A call is about to be answered: whether it is the only one, as the one before was.
  func isAnswerAlone() -> Bool {
    self.state.withLock { state in
      let isAlone = state.admission.count <= 1
      defer { state.wasAlone = isAlone }
      return isAlone && state.wasAlone
    }
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

  // MARK: - The clock

  /// Looks at the running calls every few milliseconds while there are any: cancels those past their
  /// deadline, and once a second finds out which callers are gone.
  func watchClock() async {
    var signals = self.signal.makeAsyncIterator()
    var asked = ContinuousClock.now
    while !Task.isCancelled {
      let calls = self.running()
      if calls.isEmpty, !self.idle.exchange(true, ordering: .relaxed) { continue }
      if calls.isEmpty {
        guard await signals.next() != nil else { return }
        asked = .now
        continue
      }
      let now = ContinuousClock.now
      for call in calls where call.deadline.map({ $0.instant <= now }) ?? false { call.cancel() }
      if asked + .seconds(1) <= now {
        asked = now
        self.probe(calls)
      }
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Sends a message to each caller; the broker returns it if the caller is gone.
  private func probe(_ calls: [ServerCall]) {
    for address in Set(calls.map(\.replyAddress)) {
      self.send(
        type: WireAddress.probe, id: nil, headers: [:], to: address)
    }
  }

  // MARK: - The end

  /// Asks to take no more requests.
  func askToDrain() {
    self.stopWaitingForAnswers()
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
    if self.state.withLock({ $0.drained && $0.admission.isEmpty && $0.streams.isEmpty }) {
      self.start.finish()
    }
  }

  /// Ends at once: cancels what runs.
  func abort() {
    self.stopWaitingForAnswers()
    for call in self.running() { call.cancel() }
    self.start.finish()
  }
}
