internal import AMQP
internal import GRPCCore
internal import Synchronization

/// One unary call of a client: buffers the request, waits for the response, and is the publication in
/// between. It moves one way: gathering, waiting (for a connection or for its turn), written, done.
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
    var deadline: ContinuousClock.Instant
    var changed: ContinuousClock.Instant
    var response: WireResponse?
    var reader: CheckedContinuation<WireResponse, Never>?
  }

  let id: CallID
  let callee: Callee
  let path: String
  private let state: Mutex<State>

  init(id: CallID, callee: Callee, path: String, deadline: ContinuousClock.Instant) {
    self.id = id
    self.callee = callee
    self.path = path
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

  /// The request is complete: gives it to the caller's connection, unless it cannot be sent.
  func send() {
    let failure: WireResponse? = self.state.withLock { state in
      guard state.phase == .gathering else { return nil }
      guard let message = state.message else {
        return WireResponse(.internalError, "a unary request is one message")
      }
      var metadata = state.metadata ?? Metadata()
      if let timeout = metadata.takeTimeout() {
        state.deadline = min(state.deadline, .now + timeout)
      }
      let remaining = ContinuousClock.now.duration(to: state.deadline)
      guard remaining > .zero else { return .deadlineExceeded }
      let request = WireRequest(
        id: self.id, path: self.path, metadata: metadata,
        deadline: WireDeadline(remaining: remaining), message: message)
      do throws(RPCError) {
        state.request = try request.encoded(to: self.callee.address)
      } catch {
        return WireResponse(Status.Code(error.code), error.message)
      }
      state.phase = .waiting
      state.changed = .now
      return nil
    }
    if let failure { self.finish(failure) } else { self.callee.caller.submit(self) }
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
      let response = state.deadline <= .now ? WireResponse.deadlineExceeded : response
      let ending = state.phase == .written ? Ending.seen : .unseen
      state.phase = .done
      state.request = nil
      state.response = response
      defer { state.reader = nil }
      return (state.reader, ending, response)
    }
    reader?.resume(returning: response)
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

  // MARK: - Time

  /// What a look at the clock finds.
  enum Age {
    case fresh
    /// The deadline has passed.
    case expired
    /// It waits to be sent for longer than a connection should take.
    case stuck
    /// It has been with a server, or its queue, for a while.
    case unanswered
  }

  /// How old the call is.
  func age(now: ContinuousClock.Instant) -> Age {
    self.state.withLock { state in
      if state.deadline <= now { return .expired }
      switch state.phase {
      case .waiting where state.changed + Caller.patience <= now: return .stuck
      case .written where state.changed + Caller.patience <= now: return .unanswered
      default: return .fresh
      }
    }
  }

  /// Whether it was written, and before the instant.
  func isWritten(before instant: ContinuousClock.Instant) -> Bool {
    self.state.withLock { $0.phase == .written && $0.changed < instant }
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
