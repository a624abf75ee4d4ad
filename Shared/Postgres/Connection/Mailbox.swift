internal import CLibPQ
internal import Foundation
internal import Synchronization

/// Commands on their way to a loop, and the eventfd that wakes it. The descriptor is closed when both
/// sides have let go.
final class Mailbox: Sendable {
  private struct State {
    var commands: [ConnectionLoop.Command] = []
    var isSleeping = false
  }

  private let state = Mutex(State())
  let descriptor: Int32

  init() {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    precondition(descriptor >= 0, "eventfd: errno \(errno)")
  }

  deinit {
    close(descriptor)
  }

  /// Adds a command; the thread is woken only if it sleeps.
  func post(_ command: ConnectionLoop.Command) {
    let wake = state.withLock { state in
      state.commands.append(command)
      defer { state.isSleeping = false }
      return state.isSleeping
    }
    guard wake else { return }
    var one: UInt64 = 1
    // Only a full counter could refuse, and then the thread is awake anyway.
    _ = write(descriptor, &one, 8)
  }

  /// All commands so far; with none the thread is marked as going to sleep.
  func take() -> [ConnectionLoop.Command] {
    state.withLock { state in
      defer { state.commands = [] }
      state.isSleeping = state.commands.isEmpty
      return state.commands
    }
  }

  /// Empties the counter after a wake-up.
  func acknowledge() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
    wokeUp()
  }

  /// From here on commands need not wake the thread.
  func wokeUp() {
    state.withLock { $0.isSleeping = false }
  }
}
