import AMQP
import Foundation
import Logging
import NotificationContract
import NotificationDomain
import Postgres
import TestSupport
import Testing

@testable import notification

/// Two thousand mails and fifty kills in `./clikc test faults`, a tenth of it otherwise.
@Suite(.timeLimit(.minutes(10))) struct E1LostMailTests {
  private static let scale =
    ProcessInfo.processInfo.environment["CLIKC_TEST_FAULTS"] == "full" ? 10 : 1
  private static let mails = 200 * scale
  private static let kills = 5 * scale
  private static let connections = 2

  @Test("E1: whatever relay and senders do, each mail is taken or refused; twice only after a cut")
  func nothingIsLost() async throws {
    let relay = try ScriptedRelay()
    try self.misbehave(relay)
    let directory = try TemporaryDirectory()
    let components = MigrationComponent.ofService("Notification")
    try await withTestDatabaseAddresses(schema: "notification", components: components) {
      database in
      let pool = PostgresPool(
        try PostgresConfiguration(url: database.runtimeURL, maximumConnections: 1),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      try await self.queue(in: pool)
      try await withTestBroker { broker in
        let service = try ServiceProcess(
          database: database, broker: broker, blobs: directory.url, smtp: relay.url(),
          more: [
            "CLIKC_MAIL_RETRIES": "0.2,0.5,1", "CLIKC_MAIL_PROBE": "0.05",
            "CLIKC_MAIL_LEASE": "1", "CLIKC_SMTP_TIMEOUT": "1",
            "CLIKC_SMTP_CONNECTIONS": "\(Self.connections)",
          ])
        let amqp = try broker.client(topology: .operated)
        try await withRunning(amqp) {
          // It is there once the exchanges are.
          let heard = try await EventCollector(
            [Clikc_Notification_V1_CertificateIssued.self], amqp: amqp)
          try await self.killAndFinish(service, pool)
          await heard.cancel()
        }
      }
      try await self.check(pool, relay)
      await pool.close()
    }
  }

  private func killAndFinish(_ service: ServiceProcess, _ pool: PostgresPool) async throws {
    for kill in 1...Self.kills {
      let ended = Self.mails * kill / (Self.kills + 1)
      // Leaving the body kills it, wherever it is.
      try await service.running { try await self.wait(until: ended, in: pool) }
    }
    try await service.running { try await self.wait(until: Self.mails, in: pool) }
  }

  private func misbehave(_ relay: ScriptedRelay) throws {
    try relay.misbehave(
      .init("CONNECT", "421 busy", chance: 0.05), .init("EHLO", "reset", chance: 0.05),
      .init("MAIL", "451 4.3.0 later", chance: 0.03), .init("MAIL", "reset", chance: 0.01),
      .init("RCPT", "550 5.1.1 nobody here", to: "nobody"),
      .init("RCPT", "450 4.2.1 later", chance: 0.03), .init("RCPT", "hang", chance: 0.005),
      .init("DATA", "reset", chance: 0.02), .init("BODY", "reset", chance: 0.02),
      .init("DOT", "452 4.3.1 full", chance: 0.02), .init("DOT", "reset", chance: 0.02),
      .init("TAKEN", "reset", chance: 0.03), .init("TAKEN", "hang", chance: 0.005),
      .init("AFTER", "reset", chance: 0.03))
  }

  /// One in ten goes to an address nobody has.
  private func queue(in pool: PostgresPool) async throws {
    try await pool.transaction { connection in
      for number in 0..<Self.mails {
        let address = number.isMultiple(of: 10) ? "nobody\(number)" : "officer\(number)"
        let order = MailOrder(
          id: UUID(), eventID: UUID(), accountID: UUID(), template: .passwordChanged,
          language: .english, address: "\(address)@customs.example",
          arguments: ["name": "Zoé", "username": address, "changed_at": "1795511107"],
          createdAt: Date())
        try await MailStore(pool: pool).queue(order, in: connection)
      }
    }
  }

  private func wait(until ended: Int, in pool: PostgresPool) async throws {
    try await pool.eventually(
      """
      select from mail where state in ('accepted', 'failed_permanent')
      having count(*) >= \(Int64(ended))
      """)
  }

  private func check(_ pool: PostgresPool, _ relay: ScriptedRelay) async throws {
    let rows = try await pool.query("select id, state, answer, address from mail")
    let journal = try relay.journal()
    let copies = Dictionary(grouping: journal.of("taken")) { $0.id ?? "" }
    for row in rows {
      let id = "<\(try row.decode(UUID.self, "id").uuidString.lowercased())@clikc.example>"
      let isNobody = try row.decode(String.self, "address").hasPrefix("nobody")
      let state = try row.decode(String.self, "state")
      #expect(state == (isNobody ? "failed_permanent" : "accepted"))
      #expect((copies[id] == nil) == isNobody, "\(id) \(state)")
      #expect(try !row.decode(String.self, "answer").isEmpty)
    }
    #expect(rows.count == Self.mails)
    // Every copy has one of our Message-IDs, so copies can be told from mails.
    #expect(copies.count == Self.mails - Self.mails / 10)
    let cuts = journal.of("fault").count { $0.stage == "TAKEN" }
    let twice = copies.values.map { $0.count - 1 }.reduce(0, +)
    #expect(twice <= cuts + Self.kills * Self.connections)
    // A copy is the same mail to the last byte.
    #expect(Set(try relay.mails()).count == copies.count)
  }
}
