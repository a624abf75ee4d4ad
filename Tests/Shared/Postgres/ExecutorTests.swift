import Foundation
import Synchronization
import Testing

@testable import Postgres

@Suite("Tasks on the pool's threads", .timeLimit(.minutes(1)))
struct ExecutorTests {
  @Test("go on there after each answer")
  func places() async throws {
    try await TestServer.withPool { pool in
      let places = try await withThrowingTaskGroup(of: [Bool].self) { group in
        for number in 1...20 {
          group.addTask(executorPreference: pool.executor) {
            let before = pool.loop.isOwnThread
            try await pool.query("select \(number)")
            let between = pool.loop.isOwnThread
            try await pool.transaction { try await $0.query("select \(number)") }
            return [before, between, pool.loop.isOwnThread]
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }

      #expect(places == Array(repeating: true, count: 60))
    }
  }

  @Test("leave them when they are done")
  func leaving() async throws {
    try await TestServer.withPool { pool in
      let isInside = await withTaskExecutorPreference(pool.executor) {
        await Task.yield()
        return pool.loop.isOwnThread
      }

      #expect(isInside)
      #expect(!pool.loop.isOwnThread)
    }
  }

  @Test("get their answers though one of them computes for long")
  func computing() async throws {
    try await TestServer.withPool({ $0.threads = 2 }) { pool in
      let (isComputing, isAnswered) = (Flag(), Flag())
      async let computed: Void = withTaskExecutorPreference(pool.executor) {
        isComputing.raise()
        while !isAnswered.isRaised { sched_yield() }
      }
      while !isComputing.isRaised { await Task.yield() }

      for number in 1...50 {
        let row = try await withTaskExecutorPreference(pool.executor) {
          try await pool.query("select \(number) as number")
        }
        #expect(try row[0].decode(Int.self, "number") == number)
      }
      isAnswered.raise()

      await computed
    }
  }

  @Test("get their answers though another one never pauses")
  func yielding() async throws {
    try await TestServer.withPool({ $0.threads = 1 }) { pool in
      let isAnswered = Flag()
      async let busy: Void = withTaskExecutorPreference(pool.executor) {
        while !isAnswered.isRaised { await Task.yield() }
      }
      for number in 1...20 {
        let row = try await pool.query("select \(number) as number")
        #expect(try row[0].decode(Int.self, "number") == number)
      }
      isAnswered.raise()

      await busy
    }
  }

  @Test("are cancelled like others")
  func cancellation() async throws {
    try await TestServer.withPool { pool in
      let slow = Task(executorPreference: pool.executor) {
        try await pool.query("select pg_sleep(40)")
      }
      try await pool.eventually(
        "select from pg_stat_activity where query = 'select pg_sleep(40)' and state = 'active'")

      slow.cancel()

      let error = await #expect(throws: PostgresError.self) { try await slow.value }
      #expect(error?.kind == .cancelled)
    }
  }
}

/// Raised once, seen by all.
private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)

  var isRaised: Bool { value.load(ordering: .acquiring) }

  func raise() { value.store(true, ordering: .releasing) }
}
