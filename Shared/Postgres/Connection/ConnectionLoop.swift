internal import Foundation
internal import Synchronization

/// The one thread that owns all connections of a pool.
///
/// libpq, "Behavior in Threaded Programs": "One thread restriction is that no two threads attempt to
/// manipulate the same PGconn object at the same time. In particular, you cannot issue concurrent
/// commands from different threads through the same connection object." So tasks put commands into a
/// queue and an eventfd wakes the thread, which alone touches `PGconn`s, never blocks in one (they are
/// non-blocking) and sleeps in `poll` between. Results are read-only and go to the waiting task whole.
final class ConnectionLoop: Sendable {
  enum Command: Sendable {
    case adopt(
      Int, ConnectionHandle, preparedStatements: Int, patience: Duration?, ConnectionObserver)
    case submit(Int, Request)
    case cancel(Int, request: UInt64)
    case close(Int)
    case schedule(ContinuousClock.Instant, @Sendable () -> Void)
    case stop
  }

  private let mailbox: Mailbox
  private let serial = Atomic<UInt64>(0)

  init() {
    let mailbox = Mailbox()
    self.mailbox = mailbox
    let thread = Thread { LoopThread(mailbox: mailbox).run() }
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

  /// Begins a transaction with the next statement on the connection; `failed` is called before that
  /// statement's end when there was none.
  func begin(
    _ query: PostgresQuery, on connection: Int,
    failed: @escaping @Sendable (PostgresError) -> Void
  ) {
    let request = Request(id: nextID(), work: .query(query), isBeginning: true) { outcome in
      if case .failure(let error) = outcome { failed(error) }
    }
    post(.submit(connection, request))
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
        post(
          .submit(
            connection,
            Request(id: id, work: work, landed: landed) { continuation.resume(returning: $0) }))
        // A cancellation before this line found nothing to cancel.
        if !shielded, Task.isCancelled { post(.cancel(connection, request: id)) }
      }
    } onCancel: {
      if !shielded { post(.cancel(connection, request: id)) }
    }
    return try outcome.get()
  }
}
