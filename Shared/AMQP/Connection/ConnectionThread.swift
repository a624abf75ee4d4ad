internal import Foundation
internal import Logging
internal import Synchronization

/// Runs a driver over one broker connection on an operating system thread of its own, and connects again
/// whenever the connection ends.
///
/// The handle is created and freed on that thread, which uses it too; while the thread waits, another may
/// (`directly`). `@unchecked` is safe: driver, handle and what else changes is touched only by who holds `access`,
/// everything else is immutable or a lock.
final class ConnectionThread<Driver: ConnectionDriver>: @unchecked Sendable {
  let queue: CommandQueue<Driver.Command>
  private let configuration: AMQPConfiguration
  private let logger: Logger
  var driver: Driver
  /// Held by the thread except while it waits.
  let access = NSLock()
  /// The connection that is up.
  var handle: BrokerHandle?
  /// Why the connection is of no more use, when another thread found out.
  var failure: AMQPError?
  private var buffer: [Driver.Command] = []
  /// Whether the last commands came several at a time.
  private var burst = false
  private let ended = Mutex<Ended>(Ended())
  let busySince = Atomic<Int64>(0)
  /// The socket and the wake-up.
  private var descriptors = [pollfd](repeating: pollfd(), count: 2)
  /// How long to wait at most, in milliseconds.
  private let halfHeartbeat: Int32

  private struct Ended {
    var done = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  init(
    _ configuration: AMQPConfiguration, queue: CommandQueue<Driver.Command>, driver: Driver,
    logger: Logger
  ) {
    self.configuration = configuration
    self.queue = queue
    self.driver = driver
    self.logger = logger
    self.halfHeartbeat = Int32(clamping: (configuration.heartbeat / 2).milliseconds)
  }

  /// Starts the thread, named for a debugger.
  func start(name: String) {
    let thread = Thread { self.main() }
    thread.name = name
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// Waits until the thread has ended, which `queue.stop()` asks for.
  func join() async {
    await withCheckedContinuation { continuation in
      let done = self.ended.withLock { state in
        if !state.done { state.waiters.append(continuation) }
        return state.done
      }
      if done { continuation.resume() }
    }
  }

  /// How long the thread has been doing one command; zero when it is not doing any.
  var busy: Duration {
    let since = self.busySince.load(ordering: .relaxed)
    return since == 0 ? .zero : .nanoseconds(monotonicNanoseconds() - since)
  }

  private func main() {
    self.access.lock()
    defer { self.access.unlock() }
    var backoff = Backoff()
    while !self.queue.isStopping {
      do throws(AMQPError) {
        let handle = try BrokerHandle(self.configuration)
        try self.driver.opened(handle)
        self.logger.debug("connected to the broker", metadata: self.metadata)
        backoff.reset()
        try self.serve(handle)
        handle.close()
      } catch {
        self.lost(error)
        self.wait(backoff.next())
      }
    }
    self.driver.lost(.stopped, unperformed: self.queue.close(.stopped))
    self.ended.withLock { state in
      state.done = true
      for waiter in state.waiters { waiter.resume() }
      state.waiters.removeAll()
    }
  }

  private func lost(_ error: AMQPError) {
    self.busySince.store(0, ordering: .relaxed)
    let level: Logger.Level = if case .refused = error { .error } else { .warning }
    self.logger.log(
      level: level, "the connection to the broker failed",
      metadata: self.metadata.merging(["error": "\(error)"]) { $1 })
    let unperformed = self.buffer
    self.buffer.removeAll()
    self.driver.lost(error, unperformed: unperformed)
  }

  private var metadata: Logger.Metadata {
    [
      "broker.address": "\(self.configuration.host):\(self.configuration.port)",
      "broker.connection": "\(self.configuration.connectionName)",
    ]
  }

  /// Serves until asked to stop; throws when the connection ends.
  private func serve(_ handle: BrokerHandle) throws(AMQPError) {
    self.handle = handle
    defer { (self.handle, self.failure) = (nil, nil) }
    var readable = true
    while true {
      if let failure = self.failure { throw failure }
      try self.performAll(handle)
      if readable || handle.hasBuffered { try self.receiveAll(handle) }
      try self.driver.settled(handle)
      handle.releaseBuffers()
      if self.queue.isStopping, self.driver.isIdle { return }
      readable = self.poll(handle)
    }
  }

  private func performAll(_ handle: BrokerHandle) throws(AMQPError) {
    if self.burst { sched_yield() }
    self.queue.takeAll(into: &self.buffer)
    guard !self.buffer.isEmpty else { return }
    self.burst = self.buffer.count > 1
    if self.buffer.count > 1 { handle.gather() }
    var done = 0
    do throws(AMQPError) {
      while done < self.buffer.count {
        self.busySince.store(monotonicNanoseconds(), ordering: .relaxed)
        done += 1
        try self.driver.perform(self.buffer[done - 1], handle)
      }
      try self.driver.performed(handle)
    } catch {
      self.buffer.removeFirst(done)
      throw error
    }
    handle.flush()
    self.busySince.store(0, ordering: .relaxed)
    self.buffer.removeAll(keepingCapacity: true)
  }

  /// Takes what has arrived, but not for ever: commands must have their turn.
  private func receiveAll(_ handle: BrokerHandle) throws(AMQPError) {
    for _ in 0..<4096 {
      guard let frame = try handle.nextFrame() else { return }
      try self.driver.received(frame, handle)
      if !handle.secure, !handle.hasBuffered { return }
    }
  }

  /// Waits for the socket, a command, or half a heartbeat; true when the library must be asked for frames.
  private func poll(_ handle: BrokerHandle) -> Bool {
    let waiting = self.queue.beginWaiting()
    let limit = !waiting || handle.hasBuffered ? 0 : self.halfHeartbeat
    self.descriptors[0] = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
    self.descriptors[1] = pollfd(fd: self.queue.eventDescriptor, events: Int16(POLLIN), revents: 0)
    let patience = self.queue.isStopping ? min(limit, 50) : limit
    self.access.unlock()
    let count = Foundation.poll(&self.descriptors, 2, patience)
    self.access.lock()
    self.queue.endWaiting(woken: self.descriptors[1].revents != 0)
    return self.descriptors[0].revents != 0 || (count == 0 && limit > 0)
  }

  /// Waits before the next attempt; a request to stop ends the wait.
  private func wait(_ duration: Duration) {
    let until = monotonicNanoseconds() + duration.nanoseconds
    while !self.queue.isStopping {
      self.queue.takeAll(into: &self.buffer)
      for command in self.buffer { self.driver.offline(command) }
      self.buffer.removeAll()
      let rest = Duration.nanoseconds(until - monotonicNanoseconds())
      guard rest > .zero else { return }
      let limit = self.queue.beginWaiting() ? Int32(clamping: rest.milliseconds + 1) : 0
      var descriptor = pollfd(fd: self.queue.eventDescriptor, events: Int16(POLLIN), revents: 0)
      _ = Foundation.poll(&descriptor, 1, limit)
      self.queue.endWaiting(woken: descriptor.revents != 0)
    }
  }
}

/// Nanoseconds of the monotonic clock.
func monotonicNanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

extension Duration {
  /// Whole nanoseconds.
  var nanoseconds: Int64 {
    let parts = self.components
    return parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
  }

  /// Whole milliseconds.
  var milliseconds: Int64 { self.nanoseconds / 1_000_000 }
}
