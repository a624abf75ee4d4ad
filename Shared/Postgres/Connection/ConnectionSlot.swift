internal import Synchronization

/// A connection that tasks send on and the loop receives on, never both at once.
///
/// libpq, "Behavior in Threaded Programs": "One thread restriction is that no two threads attempt to
/// manipulate the same PGconn object at the same time." The lock sees to it. It is held for as long as
/// it takes to hand bytes to the kernel or to take them from it, never while waiting for the server.
final class ConnectionSlot: Sendable {
  let socket: Int32
  private let connection: Mutex<DrivenConnection>
  private let waitsToWrite = Atomic<Bool>(false)
  private let hasEnded = Atomic<Bool>(false)

  init(
    _ handle: ConnectionHandle, preparedStatements: Int, patience: Duration?,
    observer: ConnectionObserver
  ) {
    let driven = DrivenConnection(
      handle, preparedStatements: preparedStatements, patience: patience, observer: observer)
    socket = driven.socket
    connection = Mutex(driven)
  }

  /// Whether bytes wait until the socket takes more.
  var wantsWrite: Bool { waitsToWrite.load(ordering: .relaxed) }
  var isBroken: Bool { hasEnded.load(ordering: .relaxed) }

  /// Lends the connection, then tells those whose requests ended; true when the loop has to look at it: it
  /// wants to write, or has ended.
  @discardableResult
  func use(_ body: (DrivenConnection) -> Void) -> Bool {
    let (endings, needsLook) = connection.withLock { connection in
      body(connection)
      waitsToWrite.store(connection.wantsWrite, ordering: .relaxed)
      hasEnded.store(connection.isBroken, ordering: .relaxed)
      return (connection.takeEndings(), connection.wantsWrite || connection.isBroken)
    }
    for ending in endings { ending.tell() }
    return needsLook
  }
}

/// The open connections of a loop, by their numbers.
final class ConnectionSlots: Sendable {
  private let slots = Mutex<[Int: ConnectionSlot]>([:])

  subscript(id: Int) -> ConnectionSlot? {
    slots.withLock { $0[id] }
  }

  var all: [ConnectionSlot] { slots.withLock { Array($0.values) } }

  func insert(_ slot: ConnectionSlot, as id: Int) {
    slots.withLock { $0[id] = slot }
  }

  func remove(_ id: Int) -> ConnectionSlot? {
    slots.withLock { $0.removeValue(forKey: id) }
  }

  /// Forgets those that have ended.
  func removeBroken() {
    slots.withLock { slots in slots = slots.filter { !$0.value.isBroken } }
  }
}
