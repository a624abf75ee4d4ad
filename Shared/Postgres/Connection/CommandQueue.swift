internal import CLibPQ
internal import DequeModule
internal import Foundation
internal import Synchronization

/// Commands on their way to a loop's threads, and the bell that wakes those that sleep.
///
/// A thread that finds nothing counts as asleep from then on. Whoever wakes one takes it off that count and
/// leaves a ring behind; the first thread to wake takes the ring, another one only counts itself awake. The
/// bell is an eventfd that is read once for each ring. It is rung under the lock: a thread that took a ring
/// which was yet to sound would leave the bell ringing for ever.
final class CommandQueue: Sendable {
  /// What a thread does next.
  enum Next {
    case perform(ConnectionLoop.Command)
    case sleep
    /// Leave; the last to go cleans up.
    case stop(isLast: Bool)
  }

  private struct State {
    var commands: Deque<ConnectionLoop.Command> = []
    var sleepers = 0
    var rings = 0
    var isStopped = false
    var threads: Int
  }

  private let state: Mutex<State>
  let bell: Int32

  init(threads: Int) {
    state = Mutex(State(threads: threads))
    bell = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC | EFD_SEMAPHORE))
    precondition(bell >= 0, "eventfd: errno \(errno)")
  }

  deinit {
    close(bell)
  }

  /// Adds a command, and wakes a thread for it. `comingBack` says that one of the threads posts, which takes
  /// the next command itself in a moment: then the others are woken only when there is more.
  func post(_ command: ConnectionLoop.Command, comingBack: Bool = false) {
    state.withLock { state in
      state.commands.append(command)
      guard state.sleepers > 0, !comingBack || state.commands.count > 1 else { return }
      state.sleepers -= 1
      state.rings += 1
      ring(1)
    }
  }

  func next() -> Next {
    state.withLock { state in
      if state.isStopped {
        state.threads -= 1
        return .stop(isLast: state.threads == 0)
      }
      if let command = state.commands.popFirst() { return .perform(command) }
      state.sleepers += 1
      return .sleep
    }
  }

  /// A thread is awake again, for whatever reason.
  func wokeUp() {
    let wasRung = state.withLock { state in
      guard state.rings > 0 else {
        state.sleepers -= 1
        return false
      }
      state.rings -= 1
      return true
    }
    guard wasRung else { return }
    var count: UInt64 = 0
    // Without a ring to read there is nothing to quieten.
    _ = read(bell, &count, 8)
  }

  /// Sends all threads home.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      guard state.sleepers > 0 else { return }
      state.rings += state.sleepers
      ring(UInt64(state.sleepers))
      state.sleepers = 0
    }
  }

  private func ring(_ times: UInt64) {
    var times = times
    // Only a full counter could refuse, and then the threads are awake anyway.
    _ = write(bell, &times, 8)
  }
}
