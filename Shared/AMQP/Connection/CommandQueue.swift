internal import CRabbitMQ
internal import Foundation
internal import Synchronization

/// What other threads ask of a connection's thread, in order, bounded, with a wake-up.
///
/// The thread takes everything at once, so a burst costs one lock and at most one wake-up: the eventfd is
/// written only while the thread really waits.
final class CommandQueue<Command: Sendable>: Sendable {
  private struct State {
    var commands: [Command] = []
    var closed: AMQPError?
    var waiting = false
    var stopping = false
  }

  private let state: Mutex<State>
  private let capacity: Int
  /// Becomes readable when the thread is to wake.
  let eventDescriptor: Int32

  /// Creates a queue that takes `capacity` commands; `closed` says why it takes none yet.
  init(capacity: Int, closed: AMQPError?) {
    self.capacity = capacity
    self.eventDescriptor = clikc_eventfd()
    precondition(self.eventDescriptor >= 0, "no file descriptor left for an eventfd")
    self.state = Mutex(State(closed: closed))
  }

  deinit {
    Foundation.close(self.eventDescriptor)
  }

  /// Adds a command; throws when the queue is closed or full. `urgent` ones are taken
  /// as long as the thread runs.
  func push(_ command: Command, urgent: Bool = false) throws(AMQPError) {
    let wake = try self.state.withLock { state throws(AMQPError) -> Bool in
      // After the thread has ended nobody performs anything any more.
      if state.closed == .stopped { throw .stopped }
      if !urgent {
        if let closed = state.closed { throw closed }
        guard state.commands.count < self.capacity else { throw .overloaded }
      }
      state.commands.append(command)
      defer { state.waiting = false }
      return state.waiting
    }
    if wake { self.wake() }
  }

  /// Moves everything into `buffer`, which is empty.
  func takeAll(into buffer: inout [Command]) {
    self.state.withLock { swap(&$0.commands, &buffer) }
  }

  /// Takes commands again.
  func open() {
    self.state.withLock { $0.closed = nil }
  }

  /// Refuses commands from now on; returns those nobody took.
  func close(_ error: AMQPError) -> [Command] {
    self.state.withLock { state in
      state.closed = error
      defer { state.commands.removeAll() }
      return state.commands
    }
  }

  /// Whether the thread is asked to end.
  var isStopping: Bool { self.state.withLock { $0.stopping } }

  /// Asks the thread to end.
  func stop() {
    self.state.withLock { $0.stopping = true }
    self.wake()
  }

  /// Makes the thread look up.
  func nudge() {
    self.wake()
  }

  /// Whether the thread waits and commands are taken: nothing is before one that comes now.
  var isIdle: Bool { self.state.withLock { $0.waiting && $0.closed == nil } }

  /// Announces that the thread is about to wait; false when there is something to do instead.
  func beginWaiting() -> Bool {
    self.state.withLock { state in
      state.waiting = state.commands.isEmpty && !state.stopping
      return state.waiting
    }
  }

  /// Ends the wait and clears the wake-up.
  func endWaiting(woken: Bool) {
    self.state.withLock { $0.waiting = false }
    guard woken else { return }
    var count: UInt64 = 0
    _ = read(self.eventDescriptor, &count, MemoryLayout<UInt64>.size)
  }

  private func wake() {
    var one: UInt64 = 1
    _ = write(self.eventDescriptor, &one, MemoryLayout<UInt64>.size)
  }
}
