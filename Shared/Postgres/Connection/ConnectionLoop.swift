internal import Foundation
internal import Synchronization

/// The connections of a pool and the one thread that waits for what they receive.
///
/// A task sends on the thread it runs on, which spares the loop to be woken; the loop sleeps in `poll` until
/// something arrives and takes it in. Neither ever blocks in libpq: the connections are non-blocking, and
/// a lock keeps the two apart (see `ConnectionSlot`). Results are read-only and go to the waiting task whole.
final class ConnectionLoop: Sendable {
  enum Command: Sendable {
    /// A connection was added, has ended, or wants to write.
    case look
    /// Takes a request back; not done by who cancels, who may hold the task's own lock.
    case cancel(Int, request: UInt64)
    case close(Int)
    case schedule(ContinuousClock.Instant, @Sendable () -> Void)
    case stop
  }

  private let mailbox: Mailbox
  private let slots = ConnectionSlots()
  private let serial = Atomic<UInt64>(0)

  init() {
    let (mailbox, slots) = (Mailbox(), slots)
    self.mailbox = mailbox
    let thread = Thread { LoopThread(mailbox: mailbox, slots: slots).run() }
    thread.name = "postgres-loop"
    thread.stackSize = 1 << 20
    thread.start()
  }

  deinit {
    mailbox.post(.stop)
  }

  func post(_ command: Command) {
    mailbox.post(command)
  }

  /// A number nobody had before, for connections and requests.
  func nextID() -> UInt64 {
    serial.add(1, ordering: .relaxed).newValue
  }

  func schedule(after delay: Duration, _ work: @escaping @Sendable () -> Void) {
    post(.schedule(.now + delay, work))
  }

  /// Takes over a connection. An answer that is five seconds overdue means the server is gone.
  func adopt(
    _ connection: Int, _ handle: ConnectionHandle, _ configuration: PostgresConfiguration,
    _ observer: ConnectionObserver
  ) {
    let timeout = configuration.statementTimeout
    slots.insert(
      ConnectionSlot(
        handle, preparedStatements: configuration.preparedStatements,
        patience: timeout > .zero ? timeout + .seconds(5) : nil, observer: observer),
      as: connection)
    post(.look)
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

  /// Runs one request; when its task is cancelled it is taken back, unless it is shielded. With `landed`
  /// the connection may be shared with other tasks' statements.
  func run(
    _ work: Request.Work, on connection: Int, shielded: Bool = false,
    landed: (@Sendable () -> Void)? = nil
  ) async throws(PostgresError) -> QueryResult? {
    let id = nextID()
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let request = Request(id: id, work: work, landed: landed) {
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
    guard let slot = slots[connection] else { return request.end(.failure(.ended(request))) }
    if slot.use({ $0.submit(request) }) { post(.look) }
  }
}
