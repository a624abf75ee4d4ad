import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@testable import Events

@Suite("O11: the pieces of outbox and inbox")
struct MaintenanceTests {
  private static let old = [
    """
    create table outbox_20250106 partition of outbox
      for values from ('2025-01-06 00:00Z') to ('2025-01-13 00:00Z')
    """,
    """
    create table outbox_20250113 partition of outbox
      for values from ('2025-01-13 00:00Z') to ('2025-01-20 00:00Z')
    """,
    """
    create table inbox_202501 partition of inbox for values
      from (events_first_id('2025-01-01 00:00Z')) to (events_first_id('2025-02-01 00:00Z'))
    """,
    """
    insert into outbox (id, type, aggregate_id, aggregate_version, envelope, created_at, published_at)
      values (gen_random_uuid(), 'old', gen_random_uuid(), 1, '', '2025-01-07', '2025-01-07'),
        (gen_random_uuid(), 'waiting', gen_random_uuid(), 1, '', '2025-01-14', null),
        (gen_random_uuid(), 'rest', gen_random_uuid(), 1, '', '2024-01-01', '2024-01-01')
    """,
    """
    insert into inbox (consumer, message_id, received_at)
      values ('a', events_first_id('2025-01-09'), '2025-01-09'),
        ('a', 'ffffffff-0000-4000-8000-000000000000', '2025-01-09'),
        ('a', events_first_id(now()), now())
    """,
  ]

  @Test("that are over are dropped, and no event that was not published is")
  func drops() async throws {
    try await withEffectDatabaseAddresses { database in
      try await withPool(database.ownerURL) { owner in
        for statement in Self.old { try await owner.query("\(unsafeSQL: statement)") }
      }
      try await withPool(database.runtimeURL) { pool in
        let done = try await pool.withSession {
          try await OutboxStore(service: "protobuf", connection: $0.connection).maintain()
        }

        #expect(Set(done) == ["dropped outbox_20250106", "dropped inbox_202501"])
        let types = try await pool.query("select type from outbox")
        #expect(try types.map { try $0.decode(String.self, "type") } == ["waiting"])
        #expect(try await pool.query("select from inbox").count == 1)
      }
    }
  }

  @Test("are made before they are needed: rows of today have theirs")
  func makes() async throws {
    try await withEffectDatabase { pool in
      try await pool.say("today")
      try await pool.query(
        "insert into inbox (consumer, message_id) values ('a', \(UUID.version7(at: Date())))")

      #expect(try await pool.query("select from outbox_rest").isEmpty)
      #expect(try await pool.query("select from inbox_rest").isEmpty)
    }
  }

  @Test("are left alone while somebody reads them, and nobody waits for long")
  func locked() async throws {
    try await withEffectDatabaseAddresses { database in
      try await withPool(database.ownerURL) { owner in
        for statement in Self.old { try await owner.query("\(unsafeSQL: statement)") }
      }
      try await withPool(database.runtimeURL) { pool in
        try await pool.transaction { reader in
          try await reader.query("select from outbox limit 1")
          let error = await #expect(throws: PostgresError.self) {
            try await pool.query("select events_maintain()")
          }
          #expect(error?.sqlState == .lockNotAvailable)
        }
        #expect(try await pool.query("select from outbox where type = 'old'").count == 1)
      }
    }
  }

  private func withPool<T: Sendable>(
    _ url: String, _ body: (PostgresPool) async throws -> T
  ) async throws -> T {
    let pool = PostgresPool(
      try PostgresConfiguration(url: url, maximumConnections: 2, schema: "protobuf"),
      logger: Logger(label: "test"))
    let outcome: Result<T, any Error>
    do {
      outcome = .success(try await body(pool))
    } catch {
      outcome = .failure(error)
    }
    await pool.close()
    return try outcome.get()
  }
}
