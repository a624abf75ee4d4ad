internal import Foundation
internal import Synchronization

/// One thread of a loop: does what is asked, runs the steps of tasks, and sleeps in `epoll_wait` until a
/// connection has something for it. See `ConnectionLoop`.
final class LoopThread: Sendable {
  /// After so many commands in a row the sockets are looked at, so that answers do not wait for tasks that
  /// never pause.
  private static let commandsBetweenLooks = 64

  private let queue: CommandQueue
  private let watch: SocketWatch
  private let slots: ConnectionSlots
  private let timers: Timers
  private let thread = Atomic<UInt>(0)
  private let isTelling = Atomic<Bool>(false)

  init(queue: CommandQueue, watch: SocketWatch, slots: ConnectionSlots, timers: Timers) {
    self.queue = queue
    self.watch = watch
    self.slots = slots
    self.timers = timers
  }

  /// Whether the caller runs on this thread.
  var isCaller: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }
  /// Whether the caller is this thread while it tells tasks of their answers: it will ask for the next
  /// command in a moment.
  var isTellingCaller: Bool { isTelling.load(ordering: .relaxed) && isCaller }

  /// Returns when the loop is stopped.
  func run(on executor: UnownedTaskExecutor) {
    thread.store(UInt(pthread_self()), ordering: .relaxed)
    var untilLook = Self.commandsBetweenLooks
    while true {
      switch queue.next() {
      case .perform(let command):
        perform(command, on: executor)
        untilLook -= 1
        guard untilLook == 0 else { continue }
        untilLook = Self.commandsBetweenLooks
        deal(with: watch.next(timeout: 0))
      case .sleep:
        let event = watch.next(timeout: timers.patience(checking: !slots.isEmpty))
        queue.wokeUp()
        deal(with: event)
      case .stop(let isLast):
        if isLast { closeAll() }
        return
      }
    }
  }

  private func perform(_ command: ConnectionLoop.Command, on executor: UnownedTaskExecutor) {
    switch command {
    case .run(let job):
      job.runSynchronously(on: executor)
    case .cancel(let id, let request):
      slots.use(id) { $0.cancel(request) }
    case .close(let id):
      slots.use(id) { $0.close(PostgresError(.closed, "the connection was closed")) }
    case .lookAtTimers:
      break
    }
  }

  private func deal(with event: SocketWatch.Event?) {
    if let event, event.id != SocketWatch.bell { receive(event) }
    doWhatIsDue()
  }

  private func receive(_ event: SocketWatch.Event) {
    isTelling.store(true, ordering: .relaxed)
    slots.use(event.id, rearming: true) { $0.drive(readable: event.isReadable) }
    isTelling.store(false, ordering: .relaxed)
  }

  private func doWhatIsDue() {
    let now = ContinuousClock.now
    let (work, isCheckDue) = timers.due(now)
    if isCheckDue {
      for id in slots.ids { slots.use(id) { $0.checkDeadline(now) } }
    }
    for work in work { work() }
  }

  /// The pool is gone, and with it whoever could send.
  private func closeAll() {
    for id in slots.ids {
      slots.use(id) { $0.close(PostgresError(.closed, "the pool was shut down")) }
    }
  }
}
