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
    case .submit(let id, let request):
      guard let connection = connections[id], !connection.isBroken else {
        let error = PostgresError(
          .connectionLost, "the connection has ended", statement: request.statement)
        return request.completion(.failure(error))
      }
      connection.submit(request)
    case .cancel(let id, let request):
      connections[id]?.cancel(request)
    case .close(let id):
      connections.removeValue(forKey: id)?.close(
        PostgresError(.closed, "the connection was closed"))
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
      request.completion(.failure(PostgresError(.closed, "the pool was shut down")))
    case .adopt(_, let handle, _, _, let observer):
      DrivenConnection(handle, preparedStatements: 0, patience: nil, observer: observer)
        .close(PostgresError(.closed, "the pool was shut down"))
    case .cancel, .close, .schedule, .stop: break
    }
  }

  /// Sleeps until a socket is ready, a command comes or a time is due.
  private func wait() {
    let order = connections.filter { !$0.value.isBroken }.map(\.value)
    var descriptors = [pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)]
    for connection in order {
      let events = connection.wantsWrite ? POLLIN | POLLOUT : POLLIN
      descriptors.append(pollfd(fd: connection.socket, events: Int16(events), revents: 0))
    }
    guard poll(&descriptors, nfds_t(descriptors.count), timeout(order)) > 0 else {
      mailbox.acknowledge()
      return
    }
    mailbox.acknowledge()
    for (descriptor, connection) in zip(descriptors.dropFirst(), order)
    where descriptor.revents != 0 {
      connection.drive(readable: Int32(descriptor.revents) & ~POLLOUT != 0)
    }
  }

  private func timeout(_ order: [DrivenConnection]) -> Int32 {
    var next = timers.first?.instant
    for deadline in order.compactMap(\.deadline) { next = min(next ?? deadline, deadline) }
    guard let next else { return -1 }
    let remaining = ContinuousClock.now.duration(to: next).milliseconds + 1
    return Int32(clamping: max(0, remaining))
  }

  /// Drops connections that ended and does what is due.
  private func expire() {
    connections = connections.filter { !$0.value.isBroken }
    guard !timers.isEmpty || connections.values.contains(where: { $0.deadline != nil }) else {
      return
    }
    let now = ContinuousClock.now
    for connection in connections.values { connection.checkDeadline(now) }
    let due = timers.prefix { $0.instant <= now }
    timers.removeFirst(due.count)
    for timer in due { timer.work() }
  }
}
