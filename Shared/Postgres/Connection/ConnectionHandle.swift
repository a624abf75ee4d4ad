internal import CLibPQ
internal import Foundation
internal import Logging

/// An open `PGconn` on its way from the thread that connected it to the loop that will own it.
///
/// `@unchecked Sendable`: it is handed over, not shared. libpq, "Behavior in Threaded Programs": "One
/// thread restriction is that no two threads attempt to manipulate the same PGconn object at the same
/// time." The connecting thread lets go of it before the loop takes it.
struct ConnectionHandle: @unchecked Sendable {
  let connection: OpaquePointer

  /// Connects on a short-lived thread of its own, because looking up a name and logging in block.
  static func open(
    _ configuration: PostgresConfiguration, logger: Logger,
    completion: @escaping @Sendable (Result<ConnectionHandle, PostgresError>) -> Void
  ) {
    let thread = Thread { completion(connect(configuration, logger: logger)) }
    thread.name = "postgres-connect"
    thread.stackSize = 1 << 20
    thread.start()
  }

  private static func connect(
    _ configuration: PostgresConfiguration, logger: Logger
  ) -> Result<ConnectionHandle, PostgresError> {
    let parameters = configuration.parameters
    let names = parameters.map { strdup($0.name) }
    let values = parameters.map { strdup($0.value) }
    defer { for copy in names + values { free(copy) } }
    var keywords = names.map { UnsafePointer<CChar>($0) } + [nil]
    var settings = values.map { UnsafePointer<CChar>($0) } + [nil]
    guard let connection = PQconnectdbParams(&keywords, &settings, 1) else {
      return .failure(PostgresError(.connectionRefused, "out of memory"))
    }
    guard PQstatus(connection) == CONNECTION_OK, PQsetnonblocking(connection, 1) == 0 else {
      let message = lastMessage(of: connection)
      PQfinish(connection)
      return .failure(PostgresError(.connectionRefused, message))
    }
    // Notices would go to standard error; what matters of them is in the server's own log.
    PQsetNoticeReceiver(connection, { _, _ in }, nil)
    return .success(ConnectionHandle(connection: connection))
  }

  static func lastMessage(of connection: OpaquePointer) -> String {
    String(cString: PQerrorMessage(connection)).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Asks the server to stop what the connection runs, on a thread of its own because it blocks.
  /// libpq allows `PQcancel` from any thread; the key is a copy that outlives the connection.
  static func cancel(_ connection: OpaquePointer) {
    guard let copy = PQgetCancel(connection) else { return }
    let key = CancelKey(pointer: copy)
    let thread = Thread {
      var message = [CChar](repeating: 0, count: 256)
      // When it fails, statement_timeout still ends the statement.
      _ = PQcancel(key.pointer, &message, Int32(message.count))
      PQfreeCancel(key.pointer)
    }
    thread.name = "postgres-cancel"
    thread.start()
  }

  /// `@unchecked Sendable`: used by the one thread it is handed to.
  private struct CancelKey: @unchecked Sendable {
    let pointer: OpaquePointer
  }
}
