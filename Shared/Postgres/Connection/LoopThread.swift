internal import Foundation

/// What runs on the loop's thread; see `ConnectionLoop`.
final class LoopThread {
  private struct Timer {
    let instant: ContinuousClock.Instant
    let work: @Sendable () -> Void
  }

  private let mailbox: Mailbox
  private var connections: [Int: DrivenConnection] = [:]
  private var timers: [Timer] = []
  private var isStopped = false
  /// The mailbox's descriptor, then one for each connection polled.
  private var descriptors: [pollfd] = []
  private var polled: [DrivenConnection] = []
  private var isPolledStale = true

  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  func run() {
    while !isStopped {
      let commands = mailbox.take()
      for command in commands { perform(command) }
      if commands.isEmpty { wait() }
      expire()
    }
    for connection in connections.values {
      connection.close(PostgresError(.closed, "the pool was shut down"))
    }
    for command in mailbox.take() { refuse(command) }
  }

  private func perform(_ command: ConnectionLoop.Command) {
    switch command {
    case .adopt(let id, let handle, let statements, let patience, let observer):
      connections[id] = DrivenConnection(
        handle, preparedStatements: statements, patience: patience, observer: observer)
      isPolledStale = true
    case .submit(let id, let request):
      guard let connection = connections[id] else {
        return request.end(.failure(.ended(request)))
      }
      connection.submit(request)
    case .cancel(let id, let request):
      connections[id]?.cancel(request)
    case .close(let id):
      connections.removeValue(forKey: id)?.close(
        PostgresError(.closed, "the connection was closed"))
      isPolledStale = true
    case .schedule(let instant, let work):
      let place = timers.lastIndex { $0.instant <= instant }.map { $0 + 1 } ?? 0
      timers.insert(Timer(instant: instant, work: work), at: place)
    case .stop:
      isStopped = true
    }
  }

  private func refuse(_ command: ConnectionLoop.Command) {
    switch command {
    case .submit(_, let request):
      request.end(.failure(PostgresError(.closed, "the pool was shut down")))
    case .adopt(_, let handle, _, _, let observer):
      DrivenConnection(handle, preparedStatements: 0, patience: nil, observer: observer)
        .close(PostgresError(.closed, "the pool was shut down"))
    case .cancel, .close, .schedule, .stop: break
    }
  }

  /// Sleeps until a socket is ready, a command comes or a time is due.
  private func wait() {
    preparePoll()
    let ready = poll(&descriptors, nfds_t(descriptors.count), timeout())
    if ready > 0, descriptors[0].revents != 0 { mailbox.acknowledge() } else { mailbox.wokeUp() }
    guard ready > 0 else { return }
    for (index, connection) in polled.enumerated() where descriptors[index + 1].revents != 0 {
      connection.drive(readable: Int32(descriptors[index + 1].revents) & ~POLLOUT != 0)
    }
  }

  private func preparePoll() {
    if isPolledStale {
      isPolledStale = false
      polled = Array(connections.values)
      let sockets = [mailbox.descriptor] + polled.map(\.socket)
      descriptors = sockets.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }
    for (index, connection) in polled.enumerated() {
      descriptors[index + 1].events = Int16(connection.wantsWrite ? POLLIN | POLLOUT : POLLIN)
    }
  }

  private func timeout() -> Int32 {
    var next = timers.first?.instant
    for connection in polled {
      if let deadline = connection.deadline { next = min(next ?? deadline, deadline) }
    }
    guard let next else { return -1 }
    let remaining = ContinuousClock.now.duration(to: next).milliseconds + 1
    return Int32(clamping: max(0, remaining))
  }

  /// Drops connections that ended and does what is due.
  private func expire() {
    if !timers.isEmpty || connections.values.contains(where: { $0.deadline != nil }) {
      let now = ContinuousClock.now
      for connection in connections.values { connection.checkDeadline(now) }
      let due = timers.prefix { $0.instant <= now }
      timers.removeFirst(due.count)
      for timer in due { timer.work() }
    }
    guard connections.values.contains(where: \.isBroken) else { return }
    connections = connections.filter { !$0.value.isBroken }
    isPolledStale = true
  }
}
