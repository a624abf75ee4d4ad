import Postgres
import Testing

@Suite("Statements that share a connection", .timeLimit(.minutes(1)))
struct PipelineTests {
  @Test(
    "have each its own outcome, whatever becomes of the others and wherever their tasks run",
    arguments: [false, true])
  func outcomes(onExecutor: Bool) async throws {
    try await TestServer.withPool(maximumConnections: 1) { pool in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...200 {
          group.addTask(executorPreference: onExecutor ? pool.executor : nil) {
            guard number.isMultiple(of: 3) else {
              let rows = try await pool.query("select \(number) + 1 as next")
              #expect(try rows.first?.decode(Int.self, "next") == number + 1)
              return
            }
            let error = await #expect(throws: PostgresError.self) {
              try await pool.query("select \(number) / (\(number) - \(number)) as never")
            }
            #expect(error?.sqlState == SQLState(rawValue: "22012"))
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("let those behind a cancelled one come through")
  func cancellation() async throws {
    try await TestServer.withPool(maximumConnections: 1) { pool in
      let before = try await pid(pool)
      try await TestServer.withPool { other in
        let slow = Task { try await pool.query("select pg_sleep(0.7)") }
        try await other.eventually(
          "select from pg_stat_activity where query = 'select pg_sleep(0.7)' and state = 'active'")
        let behind = Task.immediate { try await pool.query("select 7 as seven") }

        slow.cancel()

        let error = await #expect(throws: PostgresError.self) { try await slow.value }
        #expect(error?.kind == .cancelled)
        #expect(try await behind.value[0].decode(Int.self, "seven") == 7)
      }
      #expect(try await pid(pool) == before)
    }
  }

  @Test("come through though one before them ran out of time")
  func timeOut() async throws {
    try await TestServer.withPool(
      maximumConnections: 1, { $0.statementTimeout = .milliseconds(200) }
    ) { pool in
      _ = try await pid(pool)
      let slow = Task.immediate { try await pool.query("select pg_sleep(60)") }
      let behind = Task.immediate { try await pool.query("select 7 as seven") }

      let error = await #expect(throws: PostgresError.self) { try await slow.value }
      #expect(error?.sqlState == .queryCanceled)
      #expect(try await behind.value[0].decode(Int.self, "seven") == 7)
    }
  }

  @Test("all hear of it when the connection ends under them")
  func loss() async throws {
    try await TestServer.withPool(maximumConnections: 1) { pool in
      let process = try await pid(pool)
      let tasks = (1...3).map { number in
        Task.immediate { try await pool.query("select pg_sleep(30), \(number) as number") }
      }
      try await TestServer.withPool { other in
        try await other.eventually(
          "select from pg_stat_activity where pid = \(process) and state = 'active'")
        try await other.query("select pg_terminate_backend(\(process), 5000)")
      }

      for task in tasks {
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.kind == .connectionLost)
      }
      #expect(try await pid(pool) != process)
    }
  }

  @Test("never come between the statements of a transaction")
  func transactions() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create table t (n integer)")
      try await pool.query("insert into t values (0)")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...60 {
          group.addTask {
            guard number.isMultiple(of: 3) else {
              _ = try await pool.query("select n from t")
              return
            }
            try await pool.transaction { connection in
              let rows = try await connection.query("select n from t for update")
              let count = try rows[0].decode(Int.self, "n")
              try await connection.query("update t set n = \(count + 1)")
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await pool.query("select n from t")[0].decode(Int.self, "n") == 20)
    }
  }

  @Test("of one transaction run in the order they were asked for, without waiting")
  func order() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create table t (id integer generated always as identity, n integer)")
      try await pool.transaction { connection in
        let tasks = (1...50).map { number in
          Task.immediate { try await connection.query("insert into t (n) values (\(number))") }
        }
        for task in tasks { _ = try await task.value }
      }
      let rows = try await pool.query("select n from t order by id")
      #expect(try rows.map { try $0.decode(Int.self, "n") } == Array(1...50))
    }
  }

  @Test("a script may be what a transaction begins with")
  func script() async throws {
    try await TestServer.withSchema { pool in
      await #expect(throws: PostgresError.self) {
        try await pool.transaction { connection in
          try await connection.run(unsafeScript: "create table t (n integer); select 1")
          try await connection.query("select 1 / 0")
        }
      }
      #expect(
        try await pool.query("select to_regclass('t')::text as t")[0].decode(String?.self, "t")
          == nil)
      try await pool.transaction { connection in
        try await connection.run(unsafeScript: "create table t (n integer); select 1")
        try await connection.query("insert into t values (5)")
      }
      #expect(try await pool.query("select n from t").count == 1)
    }
  }

  private func pid(_ pool: PostgresPool) async throws -> Int32 {
    try await pool.query("select pg_backend_pid() as pid")[0].decode(Int32.self, "pid")
  }
}
