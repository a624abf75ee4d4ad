import Testing

@testable import Postgres

@Suite("The pool's state machine")
struct PoolStateMachineTests {
  @Test("opens a connection for each waiter, up to the maximum")
  func opens() {
    var pool = PoolStateMachine(maximum: 2)

    #expect(pool.acquire(waiter: 1) == [.connect(connection: 1, failures: 0)])
    #expect(pool.acquire(waiter: 2) == [.connect(connection: 2, failures: 0)])
    #expect(pool.acquire(waiter: 3) == [])
    #expect(pool.connected(1) == [.lease(connection: 1, waiter: 1)])
    #expect(pool.connected(2) == [.lease(connection: 2, waiter: 2)])
    #expect(pool.release(2, reusable: true) == [.lease(connection: 2, waiter: 3)])
  }

  @Test("serves waiters first come, first served, and the warmest connection first")
  func order() {
    var pool = filled(3)
    for connection in 1...3 { #expect(pool.release(connection, reusable: true) == []) }

    #expect(pool.acquire(waiter: 11) == [.lease(connection: 3, waiter: 11)])
    #expect(pool.acquire(waiter: 12) == [.lease(connection: 2, waiter: 12)])
    #expect(pool.acquire(waiter: 13) == [.lease(connection: 1, waiter: 13)])
    #expect(pool.acquire(waiter: 14) == [])
    #expect(pool.acquire(waiter: 15) == [])
    #expect(pool.release(2, reusable: true) == [.lease(connection: 2, waiter: 14)])
    #expect(pool.release(3, reusable: true) == [.lease(connection: 3, waiter: 15)])
  }

  @Test("replaces a broken connection while somebody waits")
  func replaces() {
    var pool = filled(1)
    #expect(pool.acquire(waiter: 9) == [])

    #expect(pool.broke(1) == [])
    #expect(
      pool.release(1, reusable: true)
        == [.close(connection: 1), .connect(connection: 2, failures: 0)])
    #expect(pool.connected(2) == [.lease(connection: 2, waiter: 9)])
  }

  @Test("forgets an idle connection that broke")
  func idleBroke() {
    var pool = filled(1)
    _ = pool.release(1, reusable: true)

    #expect(pool.broke(1) == [.close(connection: 1)])
    #expect(pool.connectionCount == 0)
    #expect(pool.acquire(waiter: 2) == [.connect(connection: 2, failures: 0)])
  }

  @Test("tries one connection at a time, with pauses, while the server refuses")
  func refused() {
    var pool = PoolStateMachine(maximum: 4)
    _ = pool.acquire(waiter: 1)
    _ = pool.acquire(waiter: 2)

    #expect(pool.connectFailed(1) == [])
    #expect(pool.connectFailed(2) == [.connect(connection: 3, failures: 2)])
    #expect(pool.acquire(waiter: 3) == [])
    #expect(pool.connectFailed(3) == [.connect(connection: 4, failures: 3)])
    let recovered = pool.connected(4)

    #expect(recovered.first == .lease(connection: 4, waiter: 1))
    #expect(
      recovered.dropFirst() == [
        .connect(connection: 5, failures: 0), .connect(connection: 6, failures: 0),
      ])
  }

  @Test("lets a waiter give up, once")
  func abandons() {
    var pool = filled(1)
    _ = pool.acquire(waiter: 2)

    #expect(pool.abandon(waiter: 2) == [.refuse(waiter: 2)])
    #expect(pool.abandon(waiter: 2) == [])
    #expect(pool.abandon(waiter: 1) == [])
    #expect(pool.release(1, reusable: true) == [])
    #expect(pool.idleCount == 1)
  }

  @Test("shuts down when the last connection has come back")
  func shutsDown() {
    var pool = filled(2)
    _ = pool.release(1, reusable: true)
    _ = pool.acquire(waiter: 3)
    _ = pool.acquire(waiter: 4)

    #expect(pool.shutDown() == [.refuse(waiter: 4)])
    #expect(pool.acquire(waiter: 5) == [.refuse(waiter: 5)])
    #expect(pool.release(1, reusable: true) == [.close(connection: 1)])
    #expect(pool.release(2, reusable: true) == [.close(connection: 2), .drained])
    #expect(pool.shutDown() == [])
  }

  @Test("closes a connection that came up after the shutdown")
  func connectedLate() {
    var pool = PoolStateMachine(maximum: 1)
    _ = pool.acquire(waiter: 1)

    #expect(pool.shutDown() == [.refuse(waiter: 1)])
    #expect(pool.connected(1) == [.close(connection: 1), .drained])
  }

  @Test("lends one connection to several who can share it, once no more may be opened")
  func shares() {
    var pool = PoolStateMachine(maximum: 2, depth: 2)
    let early = pool.acquireNow(shared: true)
    #expect(early == nil)
    #expect(pool.acquire(waiter: 1, shared: true) == [.connect(connection: 1, failures: 0)])
    #expect(pool.connected(1) == [.lease(connection: 1, waiter: 1)])
    #expect(pool.acquire(waiter: 2, shared: true) == [.connect(connection: 2, failures: 0)])
    #expect(pool.connected(2) == [.lease(connection: 2, waiter: 2)])

    let shared = [pool.acquireNow(shared: true), pool.acquireNow(shared: true)]
    #expect(Set(shared) == [1, 2])
    let late = [pool.acquireNow(shared: true), pool.acquireNow(shared: false)]
    #expect(late == [nil, nil])
  }

  @Test("lets nobody pass whoever wants a connection alone")
  func alone() {
    var pool = PoolStateMachine(maximum: 1, depth: 3)
    _ = pool.acquire(waiter: 1, shared: true)
    _ = pool.connected(1)
    let shared = pool.acquireNow(shared: true)
    #expect(shared == 1)
    #expect(pool.acquire(waiter: 2, shared: false) == [])
    #expect(pool.acquire(waiter: 3, shared: true) == [])
    #expect(pool.acquire(waiter: 4, shared: true) == [])

    #expect(pool.release(1) == [])
    #expect(pool.release(1) == [.lease(connection: 1, waiter: 2)])
    #expect(
      pool.release(1)
        == [.lease(connection: 1, waiter: 3), .lease(connection: 1, waiter: 4)])
  }

  @Test("closes a shared connection that broke when its last user has gone")
  func sharedBroke() {
    var pool = PoolStateMachine(maximum: 1, depth: 2)
    _ = pool.acquire(waiter: 1, shared: true)
    _ = pool.connected(1)
    let shared = pool.acquireNow(shared: true)
    #expect(shared == 1)

    #expect(pool.broke(1) == [])
    let late = pool.acquireNow(shared: true)
    #expect(late == nil)
    #expect(pool.release(1) == [])
    #expect(pool.release(1) == [.close(connection: 1)])
  }

  /// A pool all of whose connections are lent, connection n to waiter n.
  private func filled(_ count: Int) -> PoolStateMachine {
    var pool = PoolStateMachine(maximum: count)
    for waiter in 1...count {
      _ = pool.acquire(waiter: UInt64(waiter))
      #expect(pool.connected(waiter) == [.lease(connection: waiter, waiter: UInt64(waiter))])
    }
    return pool
  }
}

@Suite("Statements kept by a connection")
struct StatementCacheTests {
  @Test("the one used longest ago goes first")
  func evicts() {
    var cache = StatementCache(capacity: 2)
    let keys = ["a", "b", "c"].map { StatementCache.Key(sql: $0, types: []) }

    let first = cache.insert(keys[0]).new
    let second = cache.insert(keys[1]).new
    let found = cache.lookUp(keys[0])
    #expect(found === first)
    let evicted = cache.insert(keys[2]).evicted
    #expect(evicted === second)
    let (kept, gone) = (cache.lookUp(keys[0]), cache.lookUp(keys[1]))
    #expect(kept === first)
    #expect(gone == nil)
  }

  @Test("one that was replaced meanwhile is not forgotten in its place")
  func removes() {
    var cache = StatementCache(capacity: 2)
    let key = StatementCache.Key(sql: "a", types: [])
    let old = cache.insert(key).new

    let isRemoved = cache.remove(old)
    let new = cache.insert(key).new
    let isRemovedAgain = cache.remove(old)
    let found = cache.lookUp(key)

    #expect(isRemoved)
    #expect(!isRemovedAgain)
    #expect(found === new)
    #expect(new.name != old.name)
  }
}

@Suite("The pause before another attempt")
struct BackoffTests {
  @Test("doubles to its ceiling and is spread over the whole range")
  func grows() {
    let backoff = Backoff(first: .milliseconds(100), ceiling: .seconds(5))

    #expect(backoff.limit(afterFailures: 0) == .zero)
    #expect(backoff.limit(afterFailures: 1) == .milliseconds(100))
    #expect(backoff.limit(afterFailures: 3) == .milliseconds(400))
    #expect(backoff.limit(afterFailures: 60) == .seconds(5))
    let pauses = (0..<200).map { _ in backoff.pause(afterFailures: 4) }
    #expect(pauses.allSatisfy { $0 >= .zero && $0 <= .milliseconds(800) })
    #expect(Set(pauses).count > 100)
  }
}
