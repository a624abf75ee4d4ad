import Postgres
import Testing

@Suite("A scope", .timeLimit(.minutes(1)))
struct ScopeTests {
  private static let setting = "select coalesce(current_setting('test.scope', true), '') as scope"

  private static func scope(_ text: String) -> PostgresScope {
    PostgresScope(["test.scope": text, "test.other": ""])
  }

  private static func seen(_ pool: PostgresPool) async throws -> String {
    try await pool.query("\(unsafeSQL: setting)")[0].decode(String.self, "scope")
  }

  @Test("is each statement's own on a connection that many tasks share, and leaves nothing behind")
  func statements() async throws {
    try await TestServer.withPool(maximumConnections: 1) { pool in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...200 {
          group.addTask {
            let wanted = number.isMultiple(of: 5) ? "" : "\(number)"
            let scope = wanted.isEmpty ? nil : Self.scope(wanted)
            try await PostgresScope.$current.withValue(scope) {
              let seen = try await Self.seen(pool)
              #expect(seen == wanted)
              guard number.isMultiple(of: 3) else { return }
              let error = await #expect(throws: PostgresError.self) {
                try await pool.query("select 1 / (\(number) - \(number)) as never")
              }
              #expect(error?.sqlState == SQLState(rawValue: "22012"))
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await Self.seen(pool) == "")
    }
  }

  @Test("holds for one transaction, which may enter another")
  func transactions() async throws {
    try await TestServer.withPool(maximumConnections: 1) { pool in
      let seen = try await Self.scope("one").run {
        try await pool.transaction { connection in
          var seen: [String] = []
          for scope in [nil, Self.scope("two"), Self.scope("")] {
            if let scope { try await connection.enter(scope) }
            let rows = try await connection.query("\(unsafeSQL: Self.setting)")
            seen.append(try rows[0].decode(String.self, "scope"))
          }
          return seen
        }
      }
      #expect(seen == ["one", "two", ""])
      #expect(try await Self.seen(pool) == "")
    }
  }

  @Test("is there in a transaction that begins with a script, and in one that is left to roll back")
  func scripts() async throws {
    try await TestServer.withPool(maximumConnections: 1) { pool in
      struct Undone: Error {}
      await #expect(throws: Undone.self) {
        try await Self.scope("one").run {
          try await pool.transaction { connection in
            try await connection.run(unsafeScript: "select 1; select 2")
            let rows = try await connection.query("\(unsafeSQL: Self.setting)")
            #expect(try rows[0].decode(String.self, "scope") == "one")
            throw Undone()
          }
        }
      }
      let left = try await Self.seen(pool)
      #expect(left == "")
    }
  }

  @Test("is prepared anew, like its statement, when the server forgot both")
  func forgotten() async throws {
    try await TestServer.withPool(maximumConnections: 1) { pool in
      for _ in 1...2 {
        #expect(try await Self.scope("one").run { try await Self.seen(pool) } == "one")
        try await pool.query("deallocate all")
      }
      #expect(try await Self.scope("two").run { try await Self.seen(pool) } == "two")
    }
  }
}
