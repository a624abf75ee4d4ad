import Events
import Foundation
import Logging
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@Suite("The outbox")
struct OutboxTests {
  private struct Refused: Error {}

  @Test("keeps what was appended if the transaction commits, and only then")
  func transactional() async throws {
    try await withEffectDatabase { pool in
      try await pool.say("kept")
      await #expect(throws: Refused.self) {
        try await pool.transaction { connection in
          try await Outbox.append(
            Said("lost"), aggregate: UUID(), version: 1, at: Date(), in: connection)
          throw Refused()
        }
      }

      let events = try await pool.outboxEvents(Said.self)
      #expect(events.map(\.event.value) == ["kept"])
      #expect(events[0].envelope.version == 1)
    }
  }

  @Test("a commit is signalled to the relay of the process, a rollback is not")
  func signals() async throws {
    try await withEffectDatabase { pool in
      var signals = pool.signals("outbox").makeAsyncIterator()
      await #expect(throws: Refused.self) {
        try await pool.transaction { connection in
          connection.signalAfterCommit("outbox")
          throw Refused()
        }
      }
      try await pool.say("heard")

      await signals.next()
      #expect(try await pool.outboxEvents(Said.self).count == 1)
    }
  }

  @Test("the role of the service may not change the tables themselves")
  func rights() async throws {
    try await withEffectDatabase { pool in
      let error = try await #require(throws: PostgresError.self) {
        try await pool.query("alter table outbox add column x text")
      }
      #expect(error.sqlState == .insufficientPrivilege)
    }
  }
}

@Suite("An event that arrives")
struct EventProcessorTests {
  private struct Refused: Error {}

  private var recording: EventSubscriptions {
    var subscriptions = EventSubscriptions()
    subscriptions.recordSaid()
    return subscriptions
  }

  @Test("has one effect, though it comes ten times, and at once")
  func once() async throws {
    try await withEffectDatabase { pool in
      let id = UUID()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...10 {
          group.addTask {
            try await deliver(
              Said("once"), aggregate: UUID(), id: id, pool: pool, to: recording)
          }
        }
        try await group.waitForAll()
      }

      #expect(try await pool.effects() == ["once"])
    }
  }

  @Test("has its effect once for each consumer")
  func consumers() async throws {
    try await withEffectDatabase { pool in
      let id = UUID()
      for consumer in ["a", "b", "a"] {
        try await deliver(
          Said("x"), aggregate: UUID(), id: id, consumer: consumer, pool: pool, to: recording)
      }

      #expect(try await pool.effects() == ["x", "x"])
    }
  }

  @Test("leaves no trace when its handler fails, and is tried three times")
  func failure() async throws {
    try await withEffectDatabase { pool in
      let (tries, tried) = AsyncStream.makeStream(of: Void.self)
      var subscriptions = recording
      subscriptions.on(Said.self) { _, _, _ in
        tried.yield()
        throw Refused()
      }
      let id = UUID()

      await #expect(throws: UndeliveredEvent.self) {
        try await deliver(
          Said("x"), aggregate: UUID(), id: id, pool: pool, to: subscriptions)
      }
      tried.finish()

      #expect(await tries.reduce(0) { count, _ in count + 1 } == 3)
      #expect(try await pool.effects().isEmpty)
      try await deliver(Said("y"), aggregate: UUID(), id: id, pool: pool, to: recording)
      #expect(try await pool.effects() == ["y"])
    }
  }

  @Test("is dead when nobody handles its type or its content is broken")
  func dead() async throws {
    try await withEffectDatabase { pool in
      let processor = EventProcessor(
        consumer: "test", pool: pool, logger: .init(label: "test"), subscriptions: recording)
      let foreign = try EventEnvelope(
        id: UUID(), event: Counted(1), aggregateID: UUID(), version: 1, occurredAt: Date())

      guard case .dead(let defect) = await processor.process(foreign) else {
        Issue.record("a foreign event was taken")
        return
      }
      #expect(defect.description == "nobody here handles google.protobuf.Int64Value")
    }
  }

  #if CLIKC_FAULTS
  @Test(
    "has one effect when its consumer fails before or after the commit",
    arguments: ["subscriber.beforeCommit", "subscriber.afterCommit"])
  func faults(place: String) async throws {
    try await withEffectDatabase { pool in
      let id = UUID()
      await Failpoint.$planned.withValue([place: .init(.error)]) {
        await #expect(throws: UndeliveredEvent.self) {
          try await deliver(Said("x"), aggregate: UUID(), id: id, pool: pool, to: recording)
        }
      }

      try await deliver(Said("x"), aggregate: UUID(), id: id, pool: pool, to: recording)

      #expect(try await pool.effects() == ["x"])
    }
  }
  #endif
}
