internal import Synchronization

/// What is to be done at a time, and when to look for answers that are overdue: once a second.
final class Timers: Sendable {
  private struct Timer: Sendable {
    let instant: ContinuousClock.Instant
    let work: @Sendable () -> Void
  }

  private struct State {
    var timers: [Timer] = []
    var nextCheck = ContinuousClock.now
  }

  private let state = Mutex(State())

  /// Adds work; true when it is due before all other.
  func insert(at instant: ContinuousClock.Instant, _ work: @escaping @Sendable () -> Void) -> Bool {
    state.withLock { state in
      let place = state.timers.lastIndex { $0.instant <= instant }.map { $0 + 1 } ?? 0
      state.timers.insert(Timer(instant: instant, work: work), at: place)
      return place == 0
    }
  }

  /// How many milliseconds a thread may sleep; -1 for ever. `checking` when there are connections.
  func patience(checking: Bool) -> Int32 {
    let next = state.withLock { state in
      let first = state.timers.first?.instant
      return checking ? min(first ?? state.nextCheck, state.nextCheck) : first
    }
    guard let next else { return -1 }
    return Int32(clamping: max(0, ContinuousClock.now.duration(to: next).milliseconds + 1))
  }

  /// The work that is due, and whether it is time to look for overdue answers; each is told once.
  func due(_ now: ContinuousClock.Instant) -> (work: [@Sendable () -> Void], isCheckDue: Bool) {
    state.withLock { state in
      let isCheckDue = state.nextCheck <= now
      if isCheckDue { state.nextCheck = now + .seconds(1) }
      guard let first = state.timers.first, first.instant <= now else { return ([], isCheckDue) }
      let due = state.timers.prefix { $0.instant <= now }
      state.timers.removeFirst(due.count)
      return (due.map(\.work), isCheckDue)
    }
  }
}
