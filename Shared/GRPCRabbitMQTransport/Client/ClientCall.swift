internal import AMQP
internal import GRPCCore
internal import Synchronization

/// One call of a client: buffers what its request begins with, is its publication, and waits for the
/// response. It moves one way: gathering, waiting (for a connection or for its turn), written, done.
///
/// A unary call is one message each way. Any other has a `stream` beside it, whose frames follow the request
/// and are the response.
final class ClientCall: AMQPPublication {
  private enum Phase {
    case gathering
    case waiting
    case written
    case done
  }

  private struct State {
    var phase = Phase.gathering
    var metadata: Metadata?
    var message: [UInt8]?
    var request: AMQPMessage?
    var deadline: ContinuousClock.Instant?
    var changed: ContinuousClock.Instant
    var hasLeftQueue = false
    var denials = 0
    var response: WireResponse?
    var reader: CheckedContinuation<WireResponse, Never>?
  }

  let id: CallID
  let callee: Callee
  let path: String
  /// The frames of a call that is not unary.
  let stream: ClientStream?
  /// Whether large messages are compressed.
  let compresses: Bool
  private let state: Mutex<State>

  init(
    id: CallID, callee: Callee, path: String, deadline: ContinuousClock.Instant?,
    stream: ClientStream? = nil, compresses: Bool = true
  ) {
    self.id = id
    self.callee = callee
    self.path = path
    self.stream = stream
    self.compresses = compresses
    self.state = Mutex(State(deadline: deadline, changed: .now))
  }

  // MARK: - The request

  /// Takes the metadata.
  func gather(_ metadata: Metadata) {
    self.state.withLock { $0.metadata = metadata }
  }

  /// Takes the message; a unary call has one.
  func gather(_ message: [UInt8]) throws(RPCError) {
    try self.state.withLock { state throws(RPCError) in
      guard state.message == nil else {
        throw RPCError(code: .internalError, message: "a unary request is one message")
      }
      state.message = message
    }
  }

  /// The request, or what begins it, is complete: gives it to the caller's connection, unless it cannot be
  /// sent.
  func send() {
    let (metadata, message, deadline) = self.state.withLock { state in
      var metadata = state.metadata ?? Metadata()
      if let timeout = metadata.takeTimeout() {
        let limit = ContinuousClock.now + timeout
        state.deadline = min(state.deadline ?? limit, limit)
      }
      return (metadata, state.message, state.deadline)
    }
    guard message != nil || self.stream?.sendsFrames ?? false else {
      self.finish(WireResponse(.internalError, "a unary request is one message"))
      return
    }
    let remaining = deadline.map { ContinuousClock.now.duration(to: $0) }
    if let remaining, remaining <= .zero {
      self.finish(.deadlineExceeded)
      return
    }
    let request = WireRequest(
      id: self.id, path: self.path, metadata: metadata,
      deadline: remaining.map { WireDeadline(remaining: $0) }, message: message,
      credit: self.stream == nil ? nil : StreamCredit.window, compresses: self.compresses)
    do throws(RPCError) {
      self.submit(try request.encoded(to: self.callee.address))
    } catch {
      self.finish(WireResponse(Status.Code(error.code), error.message))
    }
  }

  /// The same unary call once more, under a name of its own; `attempts` were made before. Nil when its request was
  /// not completed.
  func again(attempts: Int) -> ClientCall? {
    let (metadata, message, deadline) = self.state.withLock { state in
      (state.metadata, state.message, state.deadline)
    }
    guard message != nil else { return nil }
    var counted = metadata ?? Metadata()
    _ = counted.takeTimeout()
    counted.setPreviousAttempts(attempts)
    let next = ClientCall(
      id: .random(), callee: self.callee, path: self.path, deadline: deadline,
      compresses: self.compresses)
    next.state.withLock { ($0.metadata, $0.message) = (counted, message) }
    return next
  }

  /// When it ends at the latest, on the clock of this machine.
  var deadline: ContinuousClock.Instant? { self.state.withLock(\.deadline) }

  private func submit(_ request: AMQPMessage) {
    let isNew = self.state.withLock { state in
      guard state.phase == .gathering else { return false }
      (state.phase, state.request, state.changed) = (.waiting, request, .now)
      return true
    }
    guard isNew else { return }
    self.callee.caller.submit(self, isSmall: request.body.count <= AMQPClient.maximumAlone)
  }

  // MARK: - The publication

  func claim() -> AMQPMessage? {
    guard self.callee.caller.canReceive else {
      self.callee.caller.park(self)
      return nil
    }
    return self.state.withLock { state in
      guard state.phase == .waiting else { return nil }
      state.phase = .written
      state.changed = .now
      defer { state.request = nil }
      return state.request
    }
  }

  func unsent(_ error: AMQPError) {
    if case .notConnected = error {
      self.callee.caller.park(self)
    } else {
      self.finish(WireResponse(error))
    }
  }

  // MARK: - The end

  /// What a call was when it ended.
  enum Ending {
    /// It had ended before.
    case already
    /// No server can have seen it.
    case unseen
    /// A server may be running it.
    case seen
  }

  /// Ends the call with a response; the first one counts. One that comes after the deadline is too late,
  /// even if the clock has not been looked at since.
  @discardableResult
  func finish(_ response: WireResponse) -> Ending {
    let (reader, ending, response) = self.state.withLock { state in
      guard state.phase != .done else {
        return (CheckedContinuation<WireResponse, Never>?.none, Ending.already, response)
      }
      let isLate = state.deadline.map { $0 <= .now } ?? false
      let response = isLate ? WireResponse.deadlineExceeded : response
      let ending = state.phase == .written ? Ending.seen : .unseen
      state.phase = .done
      state.request = nil
      state.response = response
      defer { state.reader = nil }
      return (state.reader, ending, response)
    }
    reader?.resume(returning: response)
    if ending != .already { self.stream?.end(response) }
    return ending
  }

  /// Nobody waits any longer: tells the server if it may be running the call.
  func abandon(_ response: WireResponse) {
    switch self.finish(response) {
    case .already: break
    case .unseen: self.callee.caller.forget(self)
    case .seen:
      self.callee.caller.forget(self)
      self.callee.caller.cancelRemotely(self)
    }
  }

  /// Waits for the response; cancelling the task cancels the call.
  func response() async -> WireResponse {
    await withTaskCancellationHandler {
      await withCheckedContinuation { reader in
        let known = self.state.withLock { state in
          if state.response == nil { state.reader = reader }
          return state.response
        }
        if let known { reader.resume(returning: known) }
      }
    } onCancel: {
      self.abandon(WireResponse(.cancelled, "the caller cancelled the call"))
    }
  }

  /// Takes what arrived for the call.
  func receive(_ delivery: AMQPDelivery) {
    guard let stream = self.stream else {
      self.finish(WireResponse(body: delivery.body, headers: delivery.properties.headers))
      return
    }
    switch stream.receive(delivery, from: self.callee.exchange) {
    case .goesOn: break
    case .isOver(let response):
      self.callee.caller.forget(self)
      self.finish(response)
    case .failed(let response):
      self.abandon(response)
    }
  }

  // MARK: - Time

  /// What a look at the clock finds.
  enum Age {
    case fresh
    /// The deadline has passed.
    case expired
    /// It waits to be sent for longer than a connection should take.
    case stuck
    /// It has been with a server, or its queue, for so long.
    case unanswered(Duration)
  }

  /// How old the call is.
  func age(now: ContinuousClock.Instant) -> Age {
    self.state.withLock { state in
      if let deadline = state.deadline, deadline <= now { return .expired }
      let age = state.changed.duration(to: now)
      switch state.phase {
      case .waiting where age >= Caller.patience: return .stuck
      case .written: return .unanswered(age)
      default: return .fresh
      }
    }
  }

  /// Whether it was written, and before the instant.
  func isWritten(before instant: ContinuousClock.Instant) -> Bool {
    self.state.withLock { $0.phase == .written && $0.changed < instant }
  }

  // MARK: - Whether anyone has it

  /// The callee's queue was emptied of what was written before the instant: some instance has the call, or
  /// it is lost.
  func leftQueue(before instant: ContinuousClock.Instant) {
    self.state.withLock { state in
      if state.phase == .written, state.changed < instant { state.hasLeftQueue = true }
    }
  }

  /// Whether the callee's queue no longer holds it.
  var hasLeftQueue: Bool { self.state.withLock { $0.hasLeftQueue } }

  /// An instance said that it has the call.
  func claimed() {
    self.state.withLock { $0.denials = 0 }
  }

  /// A question was answered that named the call. Returns how many were since an instance last said that it has the
  /// call, this one too.
  func denied() -> Int {
    self.state.withLock { state in
      state.denials += 1
      return state.denials
    }
  }
}

extension WireResponse {
  /// The deadline passed.
  static var deadlineExceeded: WireResponse {
    WireResponse(.deadlineExceeded, "the deadline passed before the call was done")
  }
}

extension Metadata {
  /// Takes `grpc-timeout` out: the transport carries the absolute deadline instead.
  mutating func takeTimeout() -> Duration? {
    guard let text = self[stringValues: WireHeader.timeout].first(where: { _ in true }) else {
      return nil
    }
    self.removeAllValues(forKey: WireHeader.timeout)
    return TimeoutEncoding.decode(text)
  }
}
