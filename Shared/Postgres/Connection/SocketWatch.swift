internal import CLibPQ
internal import Foundation

/// The sockets of a loop's connections and its bell, watched by epoll(7).
///
/// An event of a connection goes to one thread and to no other until the connection is armed again
/// (`EPOLLONESHOT`), so that two threads never wait for each other at the same one. The bell stays armed.
final class SocketWatch: Sendable {
  /// A socket on which something can be done.
  struct Event {
    /// The connection's number; `bell` for the bell.
    let id: Int
    /// Something arrived, or the connection has ended.
    let isReadable: Bool
  }

  /// Stands for the bell where events have a connection's number; no connection has it.
  static let bell = 0

  private let epoll: Int32

  init(bell: Int32) {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    precondition(epoll >= 0, "epoll_create1: errno \(errno)")
    let isAdded = control(EPOLL_CTL_ADD, bell, Self.bell, EPOLLIN.rawValue)
    precondition(isAdded, "epoll_ctl: errno \(errno)")
  }

  deinit {
    close(epoll)
  }

  /// Watches a connection's socket; it is forgotten when it is closed. False when the system has no room for
  /// another.
  func add(_ socket: Int32, id: Int) -> Bool {
    control(EPOLL_CTL_ADD, socket, id, EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
  }

  /// Waits for the next event of an open socket that was added, and for room to write if asked to.
  func arm(_ socket: Int32, id: Int, writing: Bool) {
    let events = EPOLLIN.rawValue | EPOLLONESHOT.rawValue | (writing ? EPOLLOUT.rawValue : 0)
    let isArmed = control(EPOLL_CTL_MOD, socket, id, events)
    precondition(isArmed, "epoll_ctl: errno \(errno)")
  }

  /// The next event, nil after so many milliseconds without one; -1 waits for ever.
  func next(timeout: Int32) -> Event? {
    var event = epoll_event()
    // A signal that interrupts it counts as no event: the caller looks at its queue and comes again.
    guard epoll_wait(epoll, &event, 1, timeout) == 1 else { return nil }
    return Event(
      id: Int(bitPattern: UInt(event.data.u64)), isReadable: event.events & ~EPOLLOUT.rawValue != 0)
  }

  private func control(_ operation: Int32, _ socket: Int32, _ id: Int, _ events: UInt32) -> Bool {
    var event = epoll_event(
      events: events, data: epoll_data_t(u64: UInt64(UInt(bitPattern: id))))
    return epoll_ctl(epoll, operation, socket, &event) == 0
  }
}
