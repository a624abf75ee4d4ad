import AMQP
import EventEnvelopes
import Events
import Foundation
import Logging
import NotificationContract
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(5))) struct KilledServiceTests {
  @Test(
    "killed twenty times after the commit, or around the PDF: one certificate, one PDF, one mail",
    arguments: [
      "subscriber.afterCommit", "notification.certificate.stored",
      "notification.certificate.announced",
    ])
  func killed(place: String) async throws {
    let blobs = FileManager.default.temporaryDirectory.appending(
      path: "blobs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: blobs) }
    let components = MigrationComponent.ofService("Notification")
    try await withTestDatabaseAddresses(schema: "notification", components: components) {
      database in
      try await withTestBroker { broker in
        let service = try ServiceProcess(database: database, broker: broker, blobs: blobs)
        let amqp = try broker.client(topology: .operated)
        let pool = PostgresPool(
          try PostgresConfiguration(url: database.runtimeURL, maximumConnections: 1),
          logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withRunning(amqp) {
          try await self.kill(service, at: place, amqp, pool)
        }
        try await self.check(pool, blobs)
        await pool.close()
      }
    }
  }

  private func kill(
    _ service: ServiceProcess, at place: String, _ amqp: AMQPClient, _ pool: PostgresPool
  ) async throws {
    let learner = Learner()
    let issued = try await EventCollector(
      [Clikc_Notification_V1_CertificateIssued.self], amqp: amqp)
    try await service.running {
      try await self.publish(learner.created, aggregate: learner.account, amqp)
      try await self.publish(learner.published(), aggregate: learner.course, amqp)
      while try await pool.query("select 1 as one from people, courses").isEmpty {
        await Task.yield()
      }
    }
    let completion = try EventEnvelope(
      id: UUID(), event: learner.completed(), aggregateID: UUID(), version: 1,
      occurredAt: Date())
    for _ in 0..<20 {
      // A relay that is interrupted publishes again, and the service dies again.
      try await publishUntilTaken(completion, amqp)
      #expect(try await service.runToEnd(fault: "\(place):kill") == SIGKILL)
    }
    try await service.running {
      #expect(await issued.next(1).count == 1)
    }
    await issued.cancel()
  }

  private func publish(
    _ event: some Message, aggregate: UUID, _ amqp: AMQPClient
  ) async throws {
    try await publishUntilTaken(
      EventEnvelope(
        id: UUID(), event: event, aggregateID: aggregate, version: 1, occurredAt: Date()), amqp)
  }

  private func check(_ pool: PostgresPool, _ blobs: URL) async throws {
    let files = FileManager.default.enumerator(
      at: blobs, includingPropertiesForKeys: [.isRegularFileKey])
    let digests = (files?.allObjects as? [URL] ?? []).map(\.lastPathComponent)
      .filter { $0.utf8.count >= 64 }
    let found = try await pool.query(
      """
      select pdf_digest, (select count(*) from certificates) as certificates,
        (select count(*) from mail) as mail from certificates
      """)
    #expect(try found.map { try $0.decode(String?.self, "pdf_digest") } == digests)
    #expect(digests.count == 1)
    #expect(try found.first?.decode(Int64.self, "certificates") == 1)
    #expect(try found.first?.decode(Int64.self, "mail") == 1)
  }
}
