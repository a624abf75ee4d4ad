internal import DequeModule

/// Which requests a server starts, and when. Pure: no I/O, no clock.
///
/// At most `limit` run at a time; the rest wait, unacknowledged, so that another instance gets them if this
/// one ends. A request whose cancellation came first is never started.
struct Admission<Call> {
  private let limit: Int
  private var running: [String: Call] = [:]
  private var waiting: Deque<(id: String, call: Call)> = []
  private var cancelled: Set<String> = []
  private var cancelledOrder: Deque<String> = []
  private static var remembered: Int { 1024 }

  /// Creates an admission of `limit` calls at a time.
  init(limit: Int) {
    self.limit = limit
  }

  /// Calls that run.
  var calls: [Call] { Array(self.running.values) }
  /// How many run or wait.
  var count: Int { self.running.count + self.waiting.count }
  /// Whether nothing runs or waits.
  var isEmpty: Bool { self.running.isEmpty && self.waiting.isEmpty }

  /// Takes a request: it is started now, or waits, or (false) is to be dropped, because it was cancelled
  /// or one of the same name runs.
  mutating func arrived(_ id: String, _ call: Call) -> Verdict {
    if self.cancelled.contains(id) || self.running[id] != nil { return .drop }
    guard self.running.count < self.limit else {
      self.waiting.append((id, call))
      return .wait
    }
    self.running[id] = call
    return .start
  }

  /// What becomes of a request.
  enum Verdict {
    case start
    case wait
    case drop
  }

  /// A call ended. Returns the next one to start, if any; it counts as running.
  mutating func ended(_ id: String) -> Call? {
    self.running[id] = nil
    guard let next = self.waiting.popFirst() else { return nil }
    self.running[next.id] = next.call
    return next.call
  }

  /// Forgets what waits, but for what nobody else will get.
  mutating func dropWaiting(unless isOurs: (Call) -> Bool) {
    self.waiting.removeAll { !isOurs($0.call) }
  }

  /// A cancellation came. Returns the call if it runs; otherwise it is remembered for a while.
  mutating func cancel(_ id: String) -> Call? {
    if let call = self.running[id] { return call }
    if self.cancelled.insert(id).inserted { self.cancelledOrder.append(id) }
    if self.cancelledOrder.count > Self.remembered, let oldest = self.cancelledOrder.popFirst() {
      self.cancelled.remove(oldest)
    }
    return nil
  }

  /// The call of that name, if it runs or waits.
  func call(_ id: String) -> Call? {
    self.running[id] ?? self.waiting.first { $0.id == id }?.call
  }

  /// Whether a cancellation of a request not yet seen came.
  func isCancelled(_ id: String) -> Bool { self.cancelled.contains(id) }
}
