import AMQP
import EventEnvelopes
import Foundation
import Logging
import SwiftProtobuf
import TestSupport
import Testing

@testable import Events

@Suite("Broadcast events", .timeLimit(.minutes(1)))
struct BroadcastTests {
  @Test("reach every process, and a lost connection is told")
  func everyProcess() async throws {
    try await withTestBroker { broker in
      let amqp = try broker.client(topology: .events)
      try await withRunning(amqp) {
        let (heard, hear) = AsyncStream.makeStream(of: String.self)
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let processes = ["a", "b"].map { name in
          Task {
            try await BroadcastSubscriber(
              service: "listener", amqp: amqp, logger: Logger(label: "test"),
              onReconnect: { begin.yield() }
            ) { subscriptions in
              subscriptions.on(Said.self) { event, _ in hear.yield("\(name) \(event.value)") }
            }.run()
          }
        }
        var beginnings = begun.makeAsyncIterator()
        var texts = heard.makeAsyncIterator()
        for _ in 1...2 { await beginnings.next() }

        try await publish("one", amqp)
        #expect(Set([await texts.next(), await texts.next()]) == ["a one", "b one"])
        try await broker.closeConnections()
        for _ in 1...2 { await beginnings.next() }
        try await publish("two", amqp)
        #expect(Set([await texts.next(), await texts.next()]) == ["a two", "b two"])

        for process in processes {
          process.cancel()
          _ = await process.result
        }
      }
    }
  }

  /// Tries again while the client connects anew.
  private func publish(_ text: String, _ amqp: AMQPClient) async throws {
    let envelope = try EventEnvelope(
      id: UUID(), event: Said(text), aggregateID: UUID(), version: 1, occurredAt: Date())
    let message = AMQPMessage(
      exchange: EventRouting.exchange, routingKey: EventRouting.key(ofType: envelope.type),
      body: try envelope.serialized())
    while true {
      do {
        return try await amqp.publishConfirmed(message)
      } catch AMQPError.notConnected {
        await Task.yield()
      }
    }
  }
}
