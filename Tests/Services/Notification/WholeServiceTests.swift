import AMQP
import EventEnvelopes
import Foundation
import GRPCCore
import GRPCRabbitMQTransport
import IdentityContract
import Logging
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(2))) struct WholeServiceTests {
  @Test("the real executable hears of an account, asks for its secret and sends its mail")
  func newAccount() async throws {
    let sink = try MailSink()
    let learner = Learner(name: "فاطمة", language: "ar", serial: 3)
    try await self.running(smtp: sink.url) { amqp, pool in
      let envelope = try EventEnvelope(
        id: UUID(), event: learner.created, aggregateID: learner.account, version: 1,
        occurredAt: Date())
      try await publishUntilTaken(envelope, amqp)
      while try await pool.query("select 1 as one from mail where state = 'accepted'").isEmpty {
        await Task.yield()
      }
    }

    let mail = try #require(try sink.received().first)
    #expect(mail.defects.isEmpty)
    #expect(
      mail.subject
        == "CLiKC, the WCO Customs Learning and Knowledge Community: حساب مستخدم جديد")
    #expect(mail.line(after: "اسم المستخدم") == "aokonkwo")
    #expect(mail.line(after: "كلمة المرور المؤقتة") == "temporaryPassword-3")
    #expect(mail.html.contains(#"dir="rtl""#))
  }

  /// Runs the executable with Identity's part played by this process, over the queue.
  private func running(
    smtp: String, _ body: (AMQPClient, PostgresPool) async throws -> Void
  ) async throws {
    let blobs = FileManager.default.temporaryDirectory.appending(path: "b-\(UUID().uuidString)")
    let components = MigrationComponent.ofService("Notification")
    try await withTestDatabaseAddresses(schema: "notification", components: components) {
      database in
      try await withTestBroker { broker in
        let amqp = try broker.client(topology: .operated)
        let pool = PostgresPool(
          try PostgresConfiguration(url: database.runtimeURL, maximumConnections: 1),
          logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let service = try ServiceProcess(
          database: database, broker: broker, blobs: blobs, smtp: smtp)
        try await withRunning(amqp) {
          try await withGRPCServer(
            transport: RabbitMQServerTransport(amqp: amqp, service: "identity"),
            services: [RevealingIdentity()]
          ) { _ in
            try await service.running { try await body(amqp, pool) }
          }
        }
        await pool.close()
      }
    }
  }
}

/// Reveals secrets that name their purpose and serial.
private struct RevealingIdentity: Clikc_Identity_V1_Secrets.SimpleServiceProtocol {
  func revealSecret(
    request: Clikc_Identity_V1_RevealSecretRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_RevealSecretResponse {
    .with { $0.secret = "\(request.purpose)-\(request.serial)" }
  }
}

extension AMQPTopology {
  /// What the operator makes: the exchanges of events, requests and replies.
  static var operated: AMQPTopology {
    var topology = AMQPTopology.events
    topology.exchanges += ["notification", "identity"].flatMap {
      [AMQPExchange("rpc.\($0)", .direct), AMQPExchange("reply.\($0)", .direct)]
    }
    return topology
  }
}

/// Publishes until a queue takes it, which is once this process is connected and the service has
/// declared its own.
func publishUntilTaken(_ envelope: EventEnvelope, _ amqp: AMQPClient) async throws {
  let message = AMQPMessage(
    exchange: EventRouting.exchange, routingKey: EventRouting.key(ofType: envelope.type),
    body: try envelope.serialized(), mandatory: true)
  while true {
    do {
      return try await amqp.publishConfirmed(message)
    } catch AMQPError.returned, AMQPError.notConnected {
      await Task.yield()
    }
  }
}
