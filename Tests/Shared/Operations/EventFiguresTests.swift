import AMQP
import Events
import Exposition
import Foundation
import Logging
import Metrics
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import Operations

@Suite("O10: the figures of a service's events", .timeLimit(.minutes(1)))
struct EventFiguresTests {
  private typealias Said = Google_Protobuf_StringValue

  @Test(
    "tell of a dead letter, of what waits in the outbox, and of nothing once both are dealt with")
  func figures() async throws {
    try await withTestDatabase(schema: "said", components: [.events]) { pool in
      try await withTestBroker { broker in
        let amqp = try broker.client(topology: .events)
        try await withRunning(amqp) {
          let registry = MetricsRegistry()
          let letters = DeadLetters(service: "said", amqp: amqp)
          let figures = withMetricsFactory(registry) {
            EventFigures(
              service: "said", pool: pool, deadLetters: letters, logger: .init(label: "test"))
          }
          try await self.subscribing(pool, amqp) {
            try await self.say("poison", pool)
            while (try? await letters.depth()) ?? 0 == 0 { try Task.checkCancellation() }
          }
          try await self.say("waits", pool)
          await figures.measure()
          #expect(registry.text().contains("events_dead_letters 1\n"))
          #expect(registry.text().contains("events_outbox_unpublished 1\n"))
          #expect(!registry.text().contains("events_outbox_oldest_seconds 0\n"))

          _ = try await letters.discard(.all)
          try await pool.query("delete from outbox")
          await figures.measure()
          #expect(registry.text().contains("events_dead_letters 0\n"))
          #expect(registry.text().contains("events_outbox_unpublished 0\n"))
          #expect(registry.text().contains("events_outbox_oldest_seconds 0\n"))
          #expect(registry.text().contains("events_figures_failed_total 0\n"))
        }
      }
    }
  }

  @Test("count what could not be measured and keep the last figure")
  func away() async throws {
    try await withTestDatabase(schema: "said", components: [.events]) { pool in
      let amqp = AMQPClient(
        try AMQPConfiguration(url: "amqp://guest:guest@127.0.0.1:1/", connectionName: "test"),
        logger: .init(label: "test"))
      let registry = MetricsRegistry()
      let figures = withMetricsFactory(registry) {
        EventFigures(
          service: "said", pool: pool, deadLetters: DeadLetters(service: "said", amqp: amqp),
          logger: .init(label: "test"))
      }
      try await say("waits", pool)
      await pool.close()

      await figures.measure(.outbox)

      #expect(registry.text().contains("events_figures_failed_total 1\n"))
      #expect(registry.text().contains("events_outbox_unpublished 0\n"))
    }
  }

  private func subscribing(
    _ pool: PostgresPool, _ amqp: AMQPClient, _ body: () async throws -> Void
  ) async throws {
    let subscriber = EventSubscriber(
      service: "said", pool: pool, amqp: amqp, logger: .init(label: "test")
    ) { subscriptions in
      subscriptions.on(Said.self) { event, _, _ in throw EventDefect("never \(event.value)") }
    }
    let relay = OutboxRelay(service: "said", pool: pool, amqp: amqp, logger: .init(label: "test"))
    let tasks = [Task { try await subscriber.run() }, Task { try await relay.run() }]
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    for task in tasks {
      task.cancel()
      _ = await task.result
    }
    try outcome.get()
  }

  private func say(_ text: String, _ pool: PostgresPool) async throws {
    try await pool.transaction { connection in
      _ = try await Outbox.append(
        Said(text), aggregate: UUID(), version: 1, at: Date(), in: connection)
    }
  }
}
