import AMQP
import Foundation
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import Events

@Suite("The relay", .timeLimit(.minutes(1)))
struct OutboxRelayTests {
  @Test("of two, one leads, and nothing is skipped or reordered")
  func twoRelays() async throws {
    try await EventSystem.with { system in
      let collector = try await EventCollector([Said.self], amqp: system.amqp)
      try await system.relaying {
        try await system.relaying {
          for number in 1...60 { try await system.pool.say("\(number)") }

          let envelopes = await collector.next(60)
          let texts = try envelopes.map { try $0.event(Said.self).value }
          #expect(texts == (1...60).map { "\($0)" })
          try await system.pool.outboxDrained()
        }
      }
      await collector.cancel()
    }
  }

  @Test("that leads is followed by another when its database session ends")
  func successor() async throws {
    try await EventSystem.with { system in
      let collector = try await EventCollector([Said.self], amqp: system.amqp)
      try await system.relaying {
        try await system.relaying {
          try await system.pool.say("before")
          #expect(await collector.next(1).count == 1)
          try await system.pool.outboxDrained()

          try await system.endLeader()
          try await system.pool.say("after")

          let envelopes = await collector.next(1)
          #expect(try envelopes.map { try $0.event(Said.self).value } == ["after"])
        }
      }
      await collector.cancel()
    }
  }

  @Test("goes on after its database session ended, every time")
  func sessionLoss() async throws {
    try await EventSystem.with { system in
      let collector = try await EventCollector([Said.self], amqp: system.amqp)
      try await system.relaying {
        for text in ["first", "second", "third"] {
          try await system.pool.say(text)
          let envelopes = await collector.next(1)
          #expect(try envelopes.map { try $0.event(Said.self).value } == [text])
          try await system.pool.outboxDrained()
          try await system.endLeader()
        }
      }
      await collector.cancel()
    }
  }

  @Test("goes on after its connections to the broker were lost")
  func connectionLoss() async throws {
    try await EventSystem.with { system in
      try await system.subscribing({ $0.recordSaid() }) {
        try await system.relaying {
          for number in 1...3 {
            try await system.pool.say("\(number)")
            _ = try await system.pool.effects(atLeast: number)
            try await system.broker.closeConnections()
          }
          try await system.pool.say("4")

          #expect(try await system.pool.effects(atLeast: 4) == ["1", "2", "3", "4"])
        }
      }
    }
  }

  @Test("sets aside what no queue takes, publishes the rest, and tries again")
  func unroutable() async throws {
    try await EventSystem.with { system in
      let collector = try await EventCollector([Said.self], amqp: system.amqp)
      try await system.relaying {
        try await system.pool.transaction { connection in
          try await Outbox.append(
            Counted(5), aggregate: UUID(), version: 1, at: Date(), in: connection)
          try await Outbox.append(
            Said("heard"), aggregate: UUID(), version: 1, at: Date(), in: connection)
        }
        #expect(await collector.next(1).count == 1)
        try await system.pool.eventually(
          """
          select 1 from outbox where attempts = 1 and retry_at > now() and published_at is null
          and exists (select from outbox where published_at is not null)
          """)

        let late = try await EventCollector([Counted.self], amqp: system.amqp)
        try await system.pool.query("update outbox set retry_at = now()")
        let envelopes = await late.next(1)

        #expect(try envelopes.map { try $0.event(Counted.self).value } == [5])
        try await system.pool.outboxDrained()
        await late.cancel()
      }
      await collector.cancel()
    }
  }

  @Test("counts as published what may go unheard")
  func unheard() async throws {
    try await EventSystem.with { system in
      try await system.relaying(unheard: [Said.self]) {
        try await system.pool.say("into the void")
        try await system.pool.outboxDrained()
      }
    }
  }

  #if CLIKC_FAULTS
  @Test("that fails between publishing and marking publishes again, and consumers notice")
  func failsBeforeMarking() async throws {
    try await EventSystem.with { system in
      let collector = try await EventCollector([Said.self], amqp: system.amqp)
      try await system.subscribing({ $0.recordSaid() }) {
        try await Failpoint.$planned.withValue(["relay.afterPublish": .init(.error, at: 1)]) {
          try await system.relaying {
            try await system.pool.say("twice")

            let envelopes = await collector.next(2)
            #expect(Set(envelopes.map(\.id)).count == 1)
            try await system.pool.outboxDrained()
            try await system.pool.say("last")
            #expect(try await system.pool.effects(atLeast: 2) == ["twice", "last"])
          }
        }
      }
      await collector.cancel()
    }
  }
  #endif
}

extension EventSystem {
  /// Ends the database session that holds the leader's lock.
  func endLeader() async throws {
    try await pool.query(
      """
      select pg_terminate_backend(pid, 5000) from pg_locks
      where locktype = 'advisory' and granted and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())
      """)
  }
}
