import Foundation
import Logging
import Postgres
import ServiceLifecycle
import Testing

@Suite("The pool against the server")
struct PostgresPoolTests {
  @Test("many tasks share few connections")
  func shares() async throws {
    try await TestServer.withPool(maximumConnections: 3, { $0.acquireTimeout = .seconds(60) }) {
      pool in
      let sum = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 1...300 {
          group.addTask {
            try await pool.query("select \(number) as n")[0].decode(Int.self, "n")
          }
        }
        return try await group.reduce(0, +)
      }
      let backends = try await pool.query(
        """
        select count(*) as n from pg_stat_activity
        where application_name = 'clikc-test' and datname = current_database()
        and pid in (select pid from pg_stat_activity where query like '%as n%')
        """)

      #expect(sum == 45150)
      #expect(try backends[0].decode(Int.self, "n") >= 1)
    }
  }

  @Test("a statement is prepared once and then reused")
  func prepares() async throws {
    try await TestServer.withPool(maximumConnections: 1) { pool in
      for number in 1...5 { try await pool.query("select \(number) as reused") }

      let rows = try await pool.query(
        """
        select count(*) as statements, max(generic_plans + custom_plans) as runs
        from pg_prepared_statements where statement like '%as reused'
        """)
      #expect(try rows[0].decode(Int.self, "statements") == 1)
      #expect(try rows[0].decode(Int.self, "runs") == 5)
    }
  }

  @Test("no more statements stay prepared than allowed")
  func evictsStatements() async throws {
    try await TestServer.withPool(maximumConnections: 1, { $0.preparedStatements = 4 }) { pool in
      for number in 1...20 { try await pool.query("select \(unsafeSQL: "\(number)") as kept") }

      let rows = try await pool.query("select count(*) as n from pg_prepared_statements")
      #expect(try rows[0].decode(Int.self, "n") <= 5)
    }
  }

  @Test("a table that changed shape is noticed and the statement prepared anew")
  func staleStatement() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create table t (a integer)")
      try await pool.query("insert into t values (1)")
      #expect(try await pool.query("select * from t")[0].columnNames == ["a"])

      try await pool.query("alter table t add column b text default 'new'")

      let rows = try await pool.query("select * from t")
      #expect(try rows[0].decode(String.self, "b") == "new")
    }
  }

  @Test("the server's refusal comes with its fields")
  func serverError() async throws {
    try await TestServer.withSchema { pool in
      try await pool.query("create table account (email text constraint one_email unique)")
      try await pool.query("insert into account values ('a@example.org')")

      let error = try await #require(throws: PostgresError.self) {
        try await pool.query("insert into account values (\("a@example.org"))")
      }

      #expect(error.sqlState == .uniqueViolation)
      #expect(error.violates("one_email"))
      #expect(error.table == "account")
      #expect(error.sqlState?.isIn(.integrityConstraintViolation) == true)
      #expect(!error.description.contains("a@example.org"))
      #expect(try await pool.query("select 1 as one").count == 1)
    }
  }

  @Test("a large value goes and comes in pieces")
  func largeValue() async throws {
    try await TestServer.withPool { pool in
      let bytes = [UInt8](repeating: 7, count: 8 << 20)

      let rows = try await pool.query("select \(bytes) as bytes")

      #expect(try rows[0].decode([UInt8].self, "bytes") == bytes)
    }
  }

  @Test("a statement that takes too long is ended by the server")
  func statementTimeout() async throws {
    try await TestServer.withPool({ $0.statementTimeout = .milliseconds(50) }) { pool in
      let error = try await #require(throws: PostgresError.self) {
        try await pool.query("select pg_sleep(60)")
      }

      #expect(error.sqlState == .queryCanceled)
      #expect(try await pool.query("select 1 as one").count == 1)
    }
  }

  @Test("a task that waits too long for a connection is told so")
  func acquireTimeout() async throws {
    try await TestServer.withPool(
      maximumConnections: 1, { $0.acquireTimeout = .seconds(2) }
    ) { pool in
      try await pool.transaction { _ in
        let error = try await #require(throws: PostgresError.self) {
          try await pool.query("select 1")
        }
        #expect(error.kind == .acquireTimeout)
      }
      #expect(try await pool.query("select 1 as one").count == 1)
    }
  }

  @Test(
    "a query whose cancellation came too early ends on the server when its client has gone",
    .timeLimit(.minutes(2)))
  func lostCancellation() async throws {
    try await TestServer.withPool(maximumConnections: 1, { $0.statementTimeout = .zero }) { pool in
      var backend: Int32
      repeat {
        backend = try await pool.backend()
        try await loseCancellation(of: backend, in: pool)
        // The same backend again: the task was cancelled before its query was sent, which tells nothing.
      } while try await pool.backend() == backend
      try await TestServer.withPool { other in
        try await other.eventually(
          "select 1 where not exists (select from pg_stat_activity where pid = \(backend))")
      }
    }
  }

  /// A stopped backend hears of the cancellation before it reads the query, and forgets it.
  private func loseCancellation(of backend: Int32, in pool: PostgresPool) async throws {
    kill(backend, SIGSTOP)
    defer { kill(backend, SIGCONT) }
    let task = Task { try await pool.query("select pg_sleep(600)") }
    try await TestServer.withPool { other in _ = try await other.query("select pg_sleep(0.1)") }
    task.cancel()
    await #expect(throws: PostgresError.self) { try await task.value }
  }

  @Test("a cancelled task stops its query on the server, and the pool goes on")
  func cancellation() async throws {
    try await TestServer.withPool(
      maximumConnections: 1, { $0.statementTimeout = .seconds(700) }
    ) { pool in
      let task = Task { try await pool.query("select pg_sleep(600)") }
      try await TestServer.withPool { other in
        try await other.eventually(
          "select 1 from pg_stat_activity where query = 'select pg_sleep(600)' and state = 'active'"
        )
        task.cancel()
        await #expect(throws: PostgresError.self) { try await task.value }
        try await other.eventually(
          """
          select 1 where not exists (select from pg_stat_activity
          where query = 'select pg_sleep(600)' and state = 'active')
          """)
      }

      #expect(try await pool.query("select 1 as one").count == 1)
    }
  }

  @Test("a connection the server ended is replaced unnoticed")
  func reconnects() async throws {
    try await TestServer.withPool(maximumConnections: 2) { pool in
      try await TestServer.withPool { killer in
        for _ in 1...10 {
          let pid = try await pool.query("select pg_backend_pid() as pid")[0]
            .decode(Int32.self, "pid")
          try await killer.query("select pg_terminate_backend(\(pid), 5000)")
          let rows = try await pool.transaction { try await $0.query("select 1 as one") }
          #expect(rows.count == 1)
        }
      }
    }
  }

  @Test("an unreachable server is named when waiting for a connection ends")
  func unreachable() async throws {
    var configuration = try PostgresConfiguration(url: "postgresql://nobody@127.0.0.1:1/none")
    configuration.acquireTimeout = .milliseconds(300)
    let pool = PostgresPool(
      configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })

    let error = try await #require(throws: PostgresError.self) { try await pool.query("select 1") }

    #expect(error.kind == .acquireTimeout)
    #expect(error.message.contains("refused"))
    await pool.close()
  }

  @Test("after the graceful shutdown nobody gets a connection")
  func gracefulShutdown() async throws {
    let pool = PostgresPool(
      try PostgresConfiguration(url: try TestServer.url), logger: Logger(label: "test"))
    let group = ServiceGroup(services: [pool], logger: Logger(label: "test"))
    async let running: Void = group.run()
    #expect(try await pool.query("select 1 as one").count == 1)

    await group.triggerGracefulShutdown()
    try await running

    let error = try await #require(throws: PostgresError.self) { try await pool.query("select 1") }
    #expect(error.kind == .closed)
  }

  @Test("a session hears what is sent to its channel")
  func notifications() async throws {
    try await TestServer.withPool { pool in
      try await pool.withSession { session in
        try await session.connection.listen("test_channel")
        try await pool.query("select pg_notify('test_channel', 'hello')")

        var stream = session.notifications.makeAsyncIterator()
        let heard = await stream.next()

        #expect(heard?.channel == "test_channel")
        #expect(heard?.payload == "hello")
      }
    }
  }

  @Test("an address that is no PostgreSQL URL is refused")
  func badURL() {
    #expect(throws: PostgresError.self) { try PostgresConfiguration(url: "http://localhost") }
    #expect(throws: PostgresError.self) {
      try PostgresConfiguration(url: "postgresql://localhost", schema: "a;drop")
    }
  }
}

extension PostgresPool {
  /// Asks until there is a row; the server's clock paces the questions.
  func eventually(_ query: PostgresQuery) async throws {
    for _ in 0..<1000 {
      if try await !self.query(query).isEmpty { return }
      try await self.query("select pg_sleep(0.01)")
    }
    Issue.record("never became true: \(query.sql)")
  }
}

extension PostgresPool {
  fileprivate func backend() async throws -> Int32 {
    try await query("select pg_backend_pid() as pid")[0].decode(Int32.self, "pid")
  }
}
