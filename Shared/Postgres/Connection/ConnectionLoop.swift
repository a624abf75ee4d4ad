internal import Foundation
internal import Synchronization

/// The connections of a pool and the few threads that wait for what they receive.
///
/// A task sends on the thread it runs on, which spares a thread of the loop to be woken; those sleep in
/// `epoll_wait` until something arrives and take it in. Neither ever blocks in libpq: the connections are
/// non-blocking, and a lock keeps the two apart (see `ConnectionSlot`). Results are read-only and go to the
/// waiting task whole.
///
/// The loop is a task executor too: a task that prefers it goes on, after an answer, on the very thread that
/// received it, without another being woken, and sends its next statement from there.
final class ConnectionLoop: Sendable {
  enum Command: Sendable {
    /// Takes a request back; not done by who cancels, who may hold the task's own lock.
    case cancel(Int, request: UInt64)
    case close(Int)
    /// Something is due earlier than the threads know.
    case lookAtTimers
    /// The next step of a task.
    case run(UnownedJob)
  }

  private let queue: CommandQueue
  private let watch: SocketWatch
  private let slots = ConnectionSlots()
  private let timers = Timers()
  private let threads: [LoopThread]
  private let serial = Atomic<UInt64>(0)

  /// Begins with so many threads, 1 or more.
  init(threads count: Int) {
    let queue = CommandQueue(threads: count)
    let watch = SocketWatch(bell: queue.bell)
    let (slots, timers) = (slots, timers)
    self.queue = queue
    self.watch = watch
    threads = (0..<count).map { _ in
      LoopThread(queue: queue, watch: watch, slots: slots, timers: timers)
    }
    let executor = asUnownedTaskExecutor()
    for thread in threads {
      let thread = Thread { thread.run(on: executor) }
      thread.name = "postgres-loop"
      thread.stackSize = 1 << 20
      thread.start()
    }
  }

  deinit {
    queue.stop()
  }

  /// Whether the caller runs on one of its threads.
  var isOwnThread: Bool { threads.contains { $0.isCaller } }

  func post(_ command: Command) {
    queue.post(command)
  }

  /// A number nobody had before, for connections and requests.
  func nextID() -> UInt64 {
    serial.add(1, ordering: .relaxed).newValue
  }

  func schedule(after delay: Duration, _ work: @escaping @Sendable () -> Void) {
    schedule(at: .now + delay, work)
  }

  func schedule(at instant: ContinuousClock.Instant, _ work: @escaping @Sendable () -> Void) {
    if timers.insert(at: instant, work) { post(.lookAtTimers) }
  }

  /// Takes over a connection. An answer that is five seconds overdue means the server is gone.
  func adopt(
    _ connection: Int, _ handle: ConnectionHandle, _ configuration: PostgresConfiguration,
    _ observer: ConnectionObserver
  ) {
    let timeout = configuration.statementTimeout
    let slot = ConnectionSlot(
      connection, handle, watch: watch, preparedStatements: configuration.preparedStatements,
      patience: timeout > .zero ? timeout + .seconds(5) : nil, observer: observer)
    slots.insert(slot, as: connection)
    slot.beginWatching()
    // The threads may sleep for longer than an answer may take.
    post(.lookAtTimers)
  }

  /// Begins a transaction with the next statement on the connection; `failed` is called before that
  /// statement's end when there was none.
  func begin(
    _ query: PostgresQuery, on connection: Int,
    failed: @escaping @Sendable (PostgresError) -> Void
  ) {
    let request = Request(id: nextID(), work: .query(query), isBeginning: true) { outcome in
      if case .failure(let error) = outcome { failed(error) }
    }
    submit(request, to: connection)
  }

  /// Runs one request, with a scope in that scope; when its task is cancelled it is taken back, unless it is
  /// shielded. With `landed` the connection may be shared with other tasks' statements.
  func run(
    _ work: Request.Work, on connection: Int, shielded: Bool = false, scope: PostgresScope? = nil,
    landed: (@Sendable () -> Void)? = nil
  ) async throws(PostgresError) -> QueryResult? {
    let id = nextID()
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let request = Request(id: id, work: work, scope: scope, landed: landed) {
          continuation.resume(returning: $0)
        }
        submit(request, to: connection)
        // A cancellation before this line found nothing to cancel.
        if !shielded, Task.isCancelled { post(.cancel(connection, request: id)) }
      }
    } onCancel: {
      if !shielded { post(.cancel(connection, request: id)) }
    }
    return try outcome.get()
  }

  private func submit(_ request: Request, to connection: Int) {
    let isKnown = slots.use(connection) { $0.submit(request) }
    if !isKnown { request.end(.failure(.ended(request))) }
  }
}

extension ConnectionLoop: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.post(.run(job), comingBack: threads.contains { $0.isTellingCaller })
  }
}
