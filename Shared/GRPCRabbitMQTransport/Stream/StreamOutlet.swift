internal import AMQP
internal import DequeModule
internal import GRPCCore
internal import Synchronization

/// The outgoing half of a stream: lets its writer wait for credit, and numbers the frames in the order in
/// which they are written to the broker.
final class StreamOutlet: Sendable {
  private typealias Waiter = CheckedContinuation<Result<Void, RPCError>, Never>

  private struct State {
    var credit: SentCredit
    var sequence: Int64
    var failure: RPCError?
    var waiting: Deque<(id: Int, cost: Int64, waiter: Waiter)> = []
    var nextID = 0

    /// Lets those go who may.
    mutating func release() -> [Waiter] {
      var released: [Waiter] = []
      while self.credit.isOpen, let first = self.waiting.popFirst() {
        self.credit.take(first.cost)
        released.append(first.waiter)
      }
      return released
    }
  }

  private let state: Mutex<State>

  /// An outlet whose first frame has the number `first` and whose receiver granted so much.
  init(first: Int64, granted: Int64) {
    self.state = Mutex(State(credit: SentCredit(granted: granted), sequence: first))
  }

  /// Why nothing more is sent, if so.
  var failure: RPCError? { self.state.withLock { $0.failure } }

  /// The number of the frame that is written now.
  func nextSequence() -> Int64 {
    self.state.withLock { state in
      defer { state.sequence += 1 }
      return state.sequence
    }
  }

  /// Waits until a message of that cost may be sent. Throws why the stream ended, or CANCELLED when the task
  /// is cancelled.
  func reserve(_ cost: Int64) async throws(RPCError) {
    let id = self.state.withLock { state -> Int? in
      if state.failure == nil, state.waiting.isEmpty, state.credit.isOpen {
        state.credit.take(cost)
        return nil
      }
      state.nextID += 1
      return state.nextID
    }
    guard let id else { return }
    try await withTaskCancellationHandler {
      await withCheckedContinuation { (waiter: Waiter) in
        if let now = self.wait(id, cost, waiter) { waiter.resume(returning: now) }
      }
    } onCancel: {
      self.forget(id)
    }.get()
  }

  private func wait(_ id: Int, _ cost: Int64, _ waiter: Waiter) -> Result<Void, RPCError>? {
    self.state.withLock { state in
      if let failure = state.failure { return .failure(failure) }
      if Task.isCancelled { return .failure(.cancelledWriter) }
      if state.waiting.isEmpty, state.credit.isOpen {
        state.credit.take(cost)
        return .success(())
      }
      state.waiting.append((id, cost, waiter))
      return nil
    }
  }

  private func forget(_ id: Int) {
    let waiter = self.state.withLock { state -> Waiter? in
      guard let index = state.waiting.firstIndex(where: { $0.id == id }) else { return nil }
      return state.waiting.remove(at: index).waiter
    }
    waiter?.resume(returning: .failure(.cancelledWriter))
  }

  /// The receiver announced a total.
  func grant(_ total: Int64) {
    let released = self.state.withLock { state in
      state.credit.grant(total)
      return state.release()
    }
    for waiter in released { waiter.resume(returning: .success(())) }
  }

  /// Nothing more is sent: writers hear why.
  func end(_ error: RPCError) {
    let waiting = self.state.withLock { state in
      if state.failure == nil { state.failure = error }
      defer { state.waiting.removeAll() }
      return state.waiting
    }
    for (_, _, waiter) in waiting { waiter.resume(returning: .failure(error)) }
  }
}

extension RPCError {
  fileprivate static var cancelledWriter: RPCError {
    RPCError(code: .cancelled, message: "the writer was cancelled")
  }
}
