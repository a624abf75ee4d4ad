internal import Foundation

/// What runs on the loop's thread; see `ConnectionLoop`.
final class LoopThread {
  private struct Timer {
    let instant: ContinuousClock.Instant
    let work: @Sendable () -> Void
  }

  private let mailbox: Mailbox
  private let slots: ConnectionSlots
  private var timers: [Timer] = []
  private var isStopped = false
  /// The mailbox's descriptor, then one for each connection polled.
  private var descriptors: [pollfd] = []
  private var polled: [ConnectionSlot] = []
  private var isPolledStale = true
  /// When to look next for answers that are overdue, which is done once a second.
  private var nextCheck = ContinuousClock.now

  init(mailbox: Mailbox, slots: ConnectionSlots) {
    self.mailbox = mailbox
    self.slots = slots
  }

  func run() {
    while !isStopped {
      let commands = mailbox.take()
      for command in commands { perform(command) }
      if commands.isEmpty { wait() }
      doWhatIsDue()
    }
    // The pool is gone, and with it whoever could send.
    for slot in slots.all {
      slot.use { $0.close(PostgresError(.closed, "the pool was shut down")) }
    }
  }

  private func perform(_ command: ConnectionLoop.Command) {
    switch command {
    case .look:
      isPolledStale = true
    case .cancel(let id, let request):
      slots[id]?.use { $0.cancel(request) }
      isPolledStale = true
    case .close(let id):
      slots.remove(id)?.use { $0.close(PostgresError(.closed, "the connection was closed")) }
      isPolledStale = true
    case .schedule(let instant, let work):
      let place = timers.lastIndex { $0.instant <= instant }.map { $0 + 1 } ?? 0
      timers.insert(Timer(instant: instant, work: work), at: place)
    case .stop:
      isStopped = true
    }
  }

  /// Sleeps until a socket is ready, a command comes or a time is due.
  private func wait() {
    preparePoll()
    let ready = poll(&descriptors, nfds_t(descriptors.count), timeout())
    if ready > 0, descriptors[0].revents != 0 { mailbox.acknowledge() } else { mailbox.wokeUp() }
    guard ready > 0 else { return }
    for (index, slot) in polled.enumerated() where descriptors[index + 1].revents != 0 {
      let isReadable = Int32(descriptors[index + 1].revents) & ~POLLOUT != 0
      slot.use { $0.drive(readable: isReadable) }
      if slot.isBroken { isPolledStale = true }
    }
  }

  private func preparePoll() {
    if isPolledStale {
      isPolledStale = false
      slots.removeBroken()
      polled = slots.all
      let sockets = [mailbox.descriptor] + polled.map(\.socket)
      descriptors = sockets.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }
    for (index, slot) in polled.enumerated() {
      descriptors[index + 1].events = Int16(slot.wantsWrite ? POLLIN | POLLOUT : POLLIN)
    }
  }

  private func timeout() -> Int32 {
    var next = timers.first?.instant
    if !polled.isEmpty { next = min(next ?? nextCheck, nextCheck) }
    guard let next else { return -1 }
    let remaining = ContinuousClock.now.duration(to: next).milliseconds + 1
    return Int32(clamping: max(0, remaining))
  }

  private func doWhatIsDue() {
    let now = ContinuousClock.now
    if nextCheck <= now {
      nextCheck = now + .seconds(1)
      for slot in polled {
        let needsLook = slot.use { $0.checkDeadline(now) }
        if needsLook { isPolledStale = true }
      }
    }
    guard let first = timers.first, first.instant <= now else { return }
    let due = timers.prefix { $0.instant <= now }
    timers.removeFirst(due.count)
    for timer in due { timer.work() }
  }
}
