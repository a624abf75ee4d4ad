import AMQP
import Foundation
import Postgres
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing

@testable import Events

@Suite("Events from commit to effect", .timeLimit(.minutes(1)))
struct EventsEndToEndTests {
  private struct Refused: Error {}

  @Test("what was committed has its effect once, what was rolled back has none")
  func committed() async throws {
    try await EventSystem.with { system in
      try await system.subscribing({ $0.recordSaid() }) {
        try await system.relaying {
          await #expect(throws: Refused.self) {
            try await system.pool.transaction { connection in
              try await Outbox.append(
                Said("rolled back"), aggregate: UUID(), version: 1, at: Date(), in: connection)
              throw Refused()
            }
          }
          try await system.pool.say("committed")

          #expect(try await system.pool.effects(atLeast: 1) == ["committed"])
          try await system.pool.outboxDrained()
        }
      }
    }
  }

  @Test("events arrive in the order they were written")
  func ordered() async throws {
    try await EventSystem.with { system in
      let texts = (1...500).map { "\($0)" }
      try await system.pool.transaction { connection in
        for text in texts {
          try await Outbox.append(
            Said(text), aggregate: UUID(), version: 1, at: Date(), in: connection)
        }
      }

      try await system.subscribing({ $0.recordSaid() }) {
        try await system.relaying {
          let effects = try await system.pool.effects(atLeast: texts.count)
          #expect(effects == texts)
        }
      }
    }
  }

  @Test("the same event published ten times has one effect")
  func duplicates() async throws {
    try await EventSystem.with { system in
      let envelope = try EventEnvelope(
        id: UUID(), event: Said("once"), aggregateID: UUID(), version: 1, occurredAt: Date())
      try await system.subscribing({ $0.recordSaid() }) {
        for _ in 1...10 { try await system.publish(envelope) }
        try await system.publish(
          EventEnvelope(
            id: UUID(), event: Said("last"), aggregateID: UUID(), version: 1, occurredAt: Date()))

        #expect(try await system.pool.effects(atLeast: 2) == ["once", "last"])
      }
    }
  }

  @Test("what cannot be decoded goes to the dead letters, what follows is processed")
  func poison() async throws {
    try await EventSystem.with { system in
      try await system.subscribing({ $0.recordSaid() }) {
        try await system.amqp.publishConfirmed(
          AMQPMessage(
            exchange: "events", routingKey: "protobuf.StringValue", body: [0xFF, 1, 2],
            properties: AMQPProperties(deliveryMode: .persistent, messageID: "poison")))
        try await system.relaying {
          try await system.pool.say("good")
          #expect(try await system.pool.effects(atLeast: 1) == ["good"])
        }

        let dead = try #require(try await system.next(system.deadLetters))
        #expect(dead.body == [0xFF, 1, 2])
        #expect(dead.properties.messageID == "poison")
      }
    }
  }

  @Test("a type smuggled under another routing key goes to the dead letters")
  func smuggled() async throws {
    try await EventSystem.with { system in
      try await system.subscribing({ subscriptions in
        subscriptions.recordSaid()
        subscriptions.on(Counted.self) { _, _, _ in }
      }) {
        let envelope = try EventEnvelope(
          id: UUID(), event: Said("forged"), aggregateID: UUID(), version: 1, occurredAt: Date())
        try await system.publish(envelope, key: "protobuf.Int64Value")

        #expect(try await system.next(system.deadLetters) != nil)
        #expect(try await system.pool.effects().isEmpty)
      }
    }
  }

  @Test("an event whose handler fails rests, is tried again, and succeeds when it can")
  func rests() async throws {
    try await EventSystem.with { system in
      let tries = Mutex(0)
      try await system.subscribing({ subscriptions in
        subscriptions.on(Said.self) { event, _, connection in
          let number = tries.withLock { count in
            count += 1
            return count
          }
          guard number > 7 else { throw Refused() }
          try await connection.query("insert into effect (text) values (\(event.value))")
          connection.signalAfterCommit("effect")
        }
      }) {
        try await system.relaying {
          try await system.pool.say("patient")

          #expect(try await system.pool.effects(atLeast: 1) == ["patient"])
          #expect(tries.withLock { $0 } == 8)
        }
      }
    }
  }

  @Test("an event whose handler never succeeds goes to the dead letters with its identity")
  func failsToTheEnd() async throws {
    try await EventSystem.with { system in
      let tries = Mutex(0)
      try await system.subscribing({ subscriptions in
        subscriptions.on(Said.self) { _, _, _ in
          tries.withLock { $0 += 1 }
          throw Refused()
        }
      }) {
        try await system.relaying {
          let id = try await system.pool.say("hopeless")

          let dead = try #require(try await system.next(system.deadLetters))
          #expect(dead.properties.messageID == id.uuidString.lowercased())
          #expect(try EventEnvelope(serialized: dead.body).event(Said.self).value == "hopeless")
          #expect(tries.withLock { $0 } == 12)
        }
      }
    }
  }

  @Test("handlers that lose the database wait for it")
  func outage() async throws {
    try await EventSystem.with { system in
      let tries = Mutex(0)
      try await system.subscribing({ subscriptions in
        subscriptions.on(Said.self) { event, _, connection in
          let isLost = tries.withLock { count in
            count += 1
            return count <= 3
          }
          if isLost { throw PostgresError(.connectionRefused, "gone") }
          try await connection.query("insert into effect (text) values (\(event.value))")
          connection.signalAfterCommit("effect")
        }
      }) {
        try await system.relaying {
          try await system.pool.say("waited")
          #expect(try await system.pool.effects(atLeast: 1) == ["waited"])
        }
      }
    }
  }
}

extension EventSystem {
  /// Publishes an envelope past the outbox.
  func publish(_ envelope: EventEnvelope, key: String? = nil) async throws {
    try await amqp.publishConfirmed(
      AMQPMessage(
        exchange: EventRouting.exchange,
        routingKey: key ?? EventRouting.key(ofType: envelope.type),
        body: try envelope.serialized(),
        properties: AMQPProperties(deliveryMode: .persistent, type: envelope.type)))
  }
}
