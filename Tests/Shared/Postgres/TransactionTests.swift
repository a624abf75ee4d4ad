import Foundation
import Postgres
import Synchronization
import Testing

@Suite("Transactions")
struct TransactionTests {
  private struct Refused: Error {}

  @Test("commit when the body returns, roll back when it throws")
  func commitsAndRollsBack() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create table t (a integer)")

      try await pool.transaction { try await $0.query("insert into t values (1)") }
      await #expect(throws: Refused.self) {
        try await pool.transaction { connection in
          try await connection.query("insert into t values (2)")
          throw Refused()
        }
      }

      #expect(try await pool.query("select a from t").count == 1)
    }
  }

  @Test("run again when the server rolls them back in favour of another")
  func retriesSerializationFailures() async throws {
    try await TestServer.withSchema({ $0.transactionAttempts = 50 }) { pool in
      try await pool.query("create table counter (n bigint)")
      try await pool.query("insert into counter values (0)")

      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...20 {
          group.addTask {
            try await pool.transaction(.serializable) { connection in
              let rows = try await connection.query("select n from counter")
              let number = try rows[0].decode(Int.self, "n")
              try await connection.query("update counter set n = \(number + 1)")
            }
          }
        }
        try await group.waitForAll()
      }

      #expect(try await pool.query("select n from counter")[0].decode(Int.self, "n") == 20)
    }
  }

  @Test("run again after a deadlock, also when the body translated the error")
  func retriesDeadlocks() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create table t (id integer primary key, n integer)")
      try await pool.query("insert into t values (1, 0), (2, 0)")
      let meeting = Meeting(of: 2)

      try await withThrowingTaskGroup(of: Void.self) { group in
        for (first, second) in [(1, 2), (2, 1)] {
          group.addTask {
            let isFirstTry = Mutex(true)
            try await pool.transaction { connection in
              try await connection.query("update t set n = n + 1 where id = \(first)")
              let meets = isFirstTry.withLock { flag in
                defer { flag = false }
                return flag
              }
              if meets { await meeting.join() }
              do {
                try await connection.query("update t set n = n + 1 where id = \(second)")
              } catch {
                throw Refused()
              }
            }
          }
        }
        try await group.waitForAll()
      }

      let rows = try await pool.query("select sum(n) as n from t")
      #expect(try rows[0].decode(Int.self, "n") == 4)
    }
  }

  @Test("give up after the configured number of tries")
  func limitsRetries() async throws {
    try await TestServer.withSchema({ $0.transactionAttempts = 3 }) { pool in
      let tries = Mutex(0)

      let error = try await #require(throws: PostgresError.self) {
        try await pool.transaction { connection in
          tries.withLock { $0 += 1 }
          try await connection.query(
            "do $$ begin raise exception 'no' using errcode = '40001'; end $$")
        }
      }

      #expect(error.sqlState == .serializationFailure)
      #expect(tries.withLock { $0 } == 3)
    }
  }

  @Test("fail loudly when the body hides a failed statement")
  func hiddenFailure() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create table t (a integer)")

      let error = try await #require(throws: PostgresError.self) {
        try await pool.transaction { connection in
          try await connection.query("insert into t values (1)")
          _ = try? await connection.query("select 1 / 0")
        }
      }

      #expect(error.sqlState == .inFailedTransaction)
      #expect(try await pool.query("select a from t").isEmpty)
    }
  }

  @Test("run again when the connection is lost before the commit")
  func retriesLostConnection() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create table t (a integer)")
      let tries = Mutex(0)

      try await pool.transaction { connection in
        let isFirst = tries.withLock { count in
          count += 1
          return count == 1
        }
        try await connection.query("insert into t values (1)")
        if isFirst { try await connection.query("select pg_terminate_backend(pg_backend_pid())") }
      }

      #expect(tries.withLock { $0 } == 2)
      #expect(try await pool.query("select a from t").count == 1)
    }
  }

  @Test("end with their connection: later use is refused")
  func endedConnection() async throws {
    try await TestServer.withPool { pool in
      let escaped = try await pool.transaction { $0 }

      let error = try await #require(throws: PostgresError.self) {
        try await escaped.query("select 1")
      }
      #expect(error.kind == .closed)
    }
  }

  @Test("roll back when their task is cancelled, and leave nothing behind")
  func cancellation() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create table t (a integer)")
      let inserted = Meeting(of: 2)
      let task = Task {
        try await pool.transaction { connection in
          try await connection.query("insert into t values (1)")
          await inserted.join()
          try await connection.query("select pg_sleep(60)")
        }
      }

      await inserted.join()
      task.cancel()

      await #expect(throws: (any Error).self) { try await task.value }
      #expect(try await pool.query("select a from t").isEmpty)
    }
  }
}

/// Lets tasks go on when so many have come.
actor Meeting {
  private let size: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(of size: Int) {
    self.size = size
  }

  func join() async {
    guard waiting.count + 1 < size else {
      for continuation in waiting { continuation.resume() }
      waiting = []
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }
}
