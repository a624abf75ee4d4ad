internal import DequeModule
internal import GRPCCore
internal import Synchronization

/// The parts of a stream that arrived and nobody has read yet: never more than the window and one message.
final class StreamInbox<Part: Sendable>: Sendable {
  /// A part, and the credit to announce because it was read.
  typealias Taken = (part: Part?, credit: Int64?)
  private typealias Reader = CheckedContinuation<Result<Taken, RPCError>, Never>

  private struct State {
    var parts: Deque<(part: Part, cost: Int64)> = []
    var account = ReceivedCredit()
    var expected: Int64
    var ending: Result<Void, RPCError>?
    var reader: Reader?

    /// What a reader gets now; nil while there is nothing.
    mutating func take() -> Result<Taken, RPCError>? {
      if let (part, cost) = self.parts.popFirst() {
        let credit = cost > 0 ? self.account.consume(cost) : nil
        return .success((part, self.ending == nil ? credit : nil))
      }
      return self.ending?.map { (nil, nil) }
    }
  }

  private let state: Mutex<State>

  /// An inbox whose first frame has the number `first`.
  init(first: Int64) {
    self.state = Mutex(State(expected: first))
  }

  /// A frame of that number arrived; false when one before it is missing.
  func accept(sequence: Int64) -> Bool {
    self.state.withLock { state in
      guard state.expected == sequence else { return false }
      state.expected += 1
      return true
    }
  }

  /// Adds parts; a cost of 0 needs no credit. False when the sender had no credit for one of them.
  func put(_ parts: [(part: Part, cost: Int64)]) -> Bool {
    let (fits, reader, taken) = self.state.withLock {
      state -> (Bool, Reader?, Result<Taken, RPCError>?) in
      guard state.ending == nil else { return (true, nil, nil) }
      for (part, cost) in parts {
        guard cost == 0 || state.account.receive(cost) else { return (false, nil, nil) }
        state.parts.append((part, cost))
      }
      return Self.serve(&state, fits: true)
    }
    if let reader, let taken { reader.resume(returning: taken) }
    return fits
  }

  /// No more parts come than these. With `dropping`, those not yet read are forgotten.
  func end(_ last: [Part] = [], error: RPCError? = nil, dropping: Bool = false) {
    let (_, reader, taken) = self.state.withLock {
      state -> (Bool, Reader?, Result<Taken, RPCError>?) in
      switch state.ending {
      case .failure,
        .success where !dropping:
        return (true, nil, nil)
      default: break
      }
      if dropping { state.parts.removeAll() }
      for part in last { state.parts.append((part, 0)) }
      state.ending = error.map { .failure($0) } ?? .success(())
      return Self.serve(&state, fits: true)
    }
    if let reader, let taken { reader.resume(returning: taken) }
  }

  private static func serve(
    _ state: inout State, fits: Bool
  ) -> (Bool, Reader?, Result<Taken, RPCError>?) {
    guard let reader = state.reader, let taken = state.take() else { return (fits, nil, nil) }
    state.reader = nil
    return (fits, reader, taken)
  }

  /// The next part; nil at the end. For one reader at a time; cancelling its task does nothing by itself.
  func next() async throws(RPCError) -> Taken {
    try await withCheckedContinuation { (reader: Reader) in
      let taken = self.state.withLock { state -> Result<Taken, RPCError>? in
        if let taken = state.take() { return taken }
        guard state.reader == nil else {
          return .failure(RPCError(code: .internalError, message: "a stream has one reader"))
        }
        state.reader = reader
        return nil
      }
      if let taken { reader.resume(returning: taken) }
    }.get()
  }
}
