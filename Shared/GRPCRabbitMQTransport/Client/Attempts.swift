internal import GRPCCore
internal import Synchronization

/// A unary call that may run twice, and the attempts it takes (gRFC A6): while it ends UNAVAILABLE it is made again
/// after a pause, within its deadline, as long as the callee's ``RetryBudget`` lasts.
///
/// GRPCCore retries too, but with four tasks more for each call, whether it is tried again or not, and it needs a copy
/// of what is written; here the request is one message that the call has anyway.
final class Attempts: Sendable {
  private struct State {
    var call: ClientCall
    var isAbandoned = false
  }

  private let budget: RetryBudget
  private let state: Mutex<State>

  /// Begins with the first attempt.
  init(_ first: ClientCall, budget: RetryBudget) {
    self.budget = budget
    self.state = Mutex(State(call: first))
  }

  /// The response of the last attempt.
  func response() async -> WireResponse {
    var made = 1
    while true {
      let call = self.state.withLock(\.call)
      let response = await call.response()
      let pushback = RetryPushback(response.trailers)
      guard self.budget.permits(another: response), made < Retries.most, pushback != .stop else {
        return response.counting(attempts: made)
      }
      let pause = pushback.pause ?? Retries.pause(after: made)
      guard await self.isTime(after: pause, of: call), let next = self.next(after: call, made)
      else {
        return response.counting(attempts: made)
      }
      next.send()
      made += 1
    }
  }

  /// Nobody waits any longer, for this attempt or another.
  func abandon(_ response: WireResponse) {
    let call = self.state.withLock { state in
      state.isAbandoned = true
      return state.call
    }
    call.abandon(response)
  }

  /// Waits; false when the deadline is before the end of the pause, or the task is cancelled.
  private func isTime(after pause: Duration, of call: ClientCall) async -> Bool {
    let instant = ContinuousClock.now + pause
    if let deadline = call.deadline, deadline <= instant { return false }
    return (try? await Task.sleep(until: instant, clock: .continuous)) != nil
  }

  private func next(after call: ClientCall, _ made: Int) -> ClientCall? {
    self.state.withLock { state in
      guard !state.isAbandoned, let next = call.again(attempts: made) else { return nil }
      state.call = next
      return next
    }
  }
}

extension Metadata {
  /// How many attempts were made before this one (gRFC A6).
  private static let previousAttempts = "grpc-previous-rpc-attempts"

  /// Says how many attempts were made before.
  mutating func setPreviousAttempts(_ count: Int) {
    self.replaceOrAddString("\(count)", forKey: Self.previousAttempts)
  }
}

extension WireResponse {
  /// Tells the caller how many attempts there were before the one that was answered.
  fileprivate func counting(attempts made: Int) -> WireResponse {
    guard made > 1, self.isCommitted else { return self }
    var response = self
    response.metadata.setPreviousAttempts(made - 1)
    return response
  }

  /// Whether it has more than a status, after which a call is not made again.
  var isCommitted: Bool {
    self.message != nil || !self.metadata.isEmpty || self.status.code == .ok
  }
}
