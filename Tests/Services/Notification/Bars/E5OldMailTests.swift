import Foundation
import Logging
import NotificationDomain
import Postgres
import TestSupport
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(2))) struct E5OldMailTests {
  @Test("E5: a service that starts again sends no mail again")
  func redeployed() async throws {
    let relay = try ScriptedRelay()
    try await Workshop.open(smtp: relay.url()) { workshop in
      for _ in 1...5 { try await workshop.queue(Orders.order(.passwordChanged)) }
      #expect(try await MailHome(pool: workshop.pool).settle() == nil)
      try await workshop.sendAll()

      for _ in 1...3 {
        #expect(try await MailHome(pool: workshop.pool).settle() == nil)
        try await workshop.sendAll()
      }

      #expect(try relay.mails().count == 5)
    }
  }

  @Test("E5: a dump that is restored sends nothing that was queued when it was made")
  func restored() async throws {
    let relay = try ScriptedRelay()
    try await Workshop.open(smtp: relay.url()) { workshop in
      _ = try await MailHome(pool: workshop.pool).settle()
      for _ in 1...5 { try await workshop.queue(Orders.order(.passwordChanged)) }
      _ = try await MailStore(pool: workshop.pool).lease(2, seconds: 1)
      try await RestoredCopy.of(workshop.pool) { copy in
        #expect(try await MailHome(pool: copy).settle() == 5)
        #expect(try await MailStore(pool: copy).lease(8, seconds: 60).isEmpty)
        let told = try await copy.query(
          "select from mail where state = 'expired' and answer like '%restored%'")
        #expect(told.count == 5)

        // From then on the copy is at home where it is.
        #expect(try await MailHome(pool: copy).settle() == nil)
      }
      #expect(try relay.journal().isEmpty)
    }
  }

  @Test("E5: an upgrade keeps what became of mail, and sends what waited once")
  func upgraded() async throws {
    let old = try TemporaryDirectory()
    let migrations = Repository.root.appending(path: "Services/Notification/Migrations")
    let first = "V0001_mail_and_certificates.sql"
    try FileManager.default.copyItem(
      at: migrations.appending(path: first), to: old.url.appending(path: first))
    let components = [
      MigrationComponent.events, MigrationComponent(name: "notification", directory: old.url),
    ]
    try await withTestDatabaseAddresses(schema: "notification", components: components) {
      database in
      let pool = PostgresPool(
        try PostgresConfiguration(url: database.runtimeURL, maximumConnections: 1),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      for state in ["accepted", "failed", "expired", "queued"] {
        try await pool.query(
          """
          insert into mail (id, event_id, account_id, template, language, address, arguments,
            created_at, expires_at, due_at, state)
          values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'password_changed', 'en',
            'zoe@customs.example', '{}', now(), now() + interval '1 day', now(), \(state))
          """)
      }

      _ = try await Migrator(
        components: MigrationComponent.ofService("Notification"), schema: "notification",
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      ).apply(database.ownerURL)

      #expect(try await MailHome(pool: pool).settle() == nil)
      #expect(try await MailStore(pool: pool).lease(8, seconds: 60).count == 1)
      let states = try await pool.query("select state from mail order by state")
        .map { try $0.decode(String.self, "state") }
      #expect(states == ["accepted", "expired", "failed_permanent", "sending"])
      await pool.close()
    }
  }
}

/// A dump of a database, restored beside it.
private enum RestoredCopy {
  static func of(
    _ pool: PostgresPool, _ body: (PostgresPool) async throws -> Void
  ) async throws {
    let rows = try await pool.query("select current_database() as name")
    let name = try #require(try rows.first?.decode(String.self, "name"))
    let server = try #require(
      ProcessInfo.processInfo.environment["CLIKC_TEST_POSTGRES_URL"].flatMap {
        URLComponents(string: $0)
      })
    let copy = "\(name)_copy"
    try Self.run("psql", server, server.path, ["-c", "create database \(copy)"])
    let dump = try Self.run("pg_dump", server, "/\(name)", [])
    try Self.run("psql", server, "/\(copy)", ["--quiet"], input: dump)
    var address = server
    address.path = "/\(copy)"
    (address.user, address.password) = ("test_notification_runtime", "test")
    let restored = PostgresPool(
      try PostgresConfiguration(url: try #require(address.string), maximumConnections: 1),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    do { try await body(restored) } catch {
      await restored.close()
      throw error
    }
    await restored.close()
    try Self.run("psql", server, server.path, ["-c", "drop database \(copy)"])
  }

  @discardableResult
  private static func run(
    _ program: String, _ server: URLComponents, _ database: String, _ arguments: [String],
    input: Data = Data()
  ) throws -> Data {
    var address = server
    address.path = database
    let directory =
      ProcessInfo.processInfo.environment["CLIKC_POSTGRES_BIN"] ?? "/usr/lib/postgresql/15/bin"
    return try Repository.run(
      "\(directory)/\(program)", ["--dbname", try #require(address.string)] + arguments,
      input: input)
  }
}
