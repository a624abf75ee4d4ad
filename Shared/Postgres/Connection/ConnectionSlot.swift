internal import Synchronization

/// A connection that tasks send on and a loop's thread receives on, never two at once.
///
/// libpq, "Behavior in Threaded Programs": "One thread restriction is that no two threads attempt to
/// manipulate the same PGconn object at the same time." The lock sees to it. It is held for as long as
/// it takes to hand bytes to the kernel or to take them from it, never while waiting for the server.
final class ConnectionSlot: Sendable {
  private let id: Int
  private let watch: SocketWatch
  private let connection: Mutex<DrivenConnection>

  init(
    _ id: Int, _ handle: ConnectionHandle, watch: SocketWatch, preparedStatements: Int,
    patience: Duration?, observer: ConnectionObserver
  ) {
    self.id = id
    self.watch = watch
    connection = Mutex(
      DrivenConnection(
        handle, preparedStatements: preparedStatements, patience: patience, observer: observer))
  }

  /// Watches for what the connection receives; ends it when the system cannot.
  func beginWatching() {
    use { connection in
      if !watch.add(connection.socket, id: id) { connection.lose() }
    }
  }

  /// Lends the connection, then tells those whose requests ended; false when the connection has ended.
  /// With `rearming` its next event is waited for, as its last one was taken.
  @discardableResult
  func use(rearming: Bool = false, _ body: (DrivenConnection) -> Void) -> Bool {
    let (endings, works) = connection.withLock { connection in
      body(connection)
      let works = !connection.isBroken
      // Only while the socket is open: its number may belong to another one afterwards.
      if works, rearming || connection.wantsWrite {
        watch.arm(connection.socket, id: id, writing: connection.wantsWrite)
      }
      return (connection.takeEndings(), works)
    }
    for ending in endings { ending.tell() }
    return works
  }
}

/// The open connections of a loop, by their numbers.
final class ConnectionSlots: Sendable {
  private let slots = Mutex<[Int: ConnectionSlot]>([:])

  var isEmpty: Bool { slots.withLock { $0.isEmpty } }
  var ids: [Int] { slots.withLock { Array($0.keys) } }

  func insert(_ slot: ConnectionSlot, as id: Int) {
    slots.withLock { $0[id] = slot }
  }

  /// Lends a connection, and forgets it when it has ended; false when there is none of that number.
  @discardableResult
  func use(_ id: Int, rearming: Bool = false, _ body: (DrivenConnection) -> Void) -> Bool {
    guard let slot = slots.withLock({ $0[id] }) else { return false }
    if !slot.use(rearming: rearming, body) {
      slots.withLock { _ = $0.removeValue(forKey: id) }
    }
    return true
  }
}
