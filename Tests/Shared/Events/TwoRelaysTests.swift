import AMQP
import Foundation
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import Events

@Suite("Two relays of one service", .timeLimit(.minutes(2)))
struct TwoRelaysTests {
  private struct Refused: Error {}

  @Test("O4: skip nothing of twenty writers who commit in any order, and tell nothing rolled back")
  func writers() async throws {
    try await EventSystem.with { system in
      let collector = try await EventCollector([Said.self], amqp: system.amqp)
      try await system.relaying {
        try await system.relaying {
          let committed = try await withThrowingTaskGroup(of: [UUID].self) { group in
            for writer in 1...20 {
              group.addTask { try await self.write(writer, system.pool) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
          }

          try await system.pool.outboxDrained()
          let told = await collector.next(committed.count)
          #expect(Set(told.map(\.id)) == Set(committed))
          #expect(try await system.pool.outboxEvents(Said.self).count == committed.count)
        }
      }
      await collector.cancel()
    }
  }

  /// Ten transactions, open for up to 100 ms after their event was written; the third is rolled back.
  private func write(_ writer: Int, _ pool: PostgresPool) async throws -> [UUID] {
    var committed: [UUID] = []
    for number in 1...10 {
      do {
        let id = try await pool.transaction { connection in
          let id = try await Outbox.append(
            Said("\(writer) \(number)"), aggregate: UUID(), version: 1, at: Date(),
            in: connection)
          try await connection.query("select pg_sleep(\(Double.random(in: 0...0.1)))")
          if number == 3 { throw Refused() }
          return id
        }
        committed.append(id)
      } catch is Refused {
        continue
      }
    }
    return committed
  }

  #if CLIKC_FAULTS
  @Test(
    "O5: one that stands still loses the lead and marks nothing, and what it told twice has one effect",
    arguments: [Standstill.stopped, .betweenPublishingAndMarking])
  func fenced(standstill: Standstill) async throws {
    try await PeerSystem.with { system in
      try await system.event.subscribing({ $0.recordSaid() }) {
        let fault = standstill == .stopped ? "" : "relay.afterPublish:stall@2"
        let first = try system.start("relay", fault: fault)
        try await system.event.pool.say("one")
        #expect(try await system.event.pool.effects(atLeast: 1) == ["one"])
        try await system.event.pool.outboxDrained()
        #expect(try await system.leader() == first.identifier)
        let second = try system.start("relay")

        if standstill == .stopped { first.signal(SIGSTOP) }
        try await system.event.pool.say("two")
        #expect(try await system.event.pool.effects(atLeast: 2) == ["one", "two"])
        try await system.event.pool.outboxDrained()
        // A process in which only the task stands still is alive, and may lead again with a new session.
        if standstill == .stopped { #expect(try await system.leader() == second.identifier) }
        first.signal(SIGCONT)
        try await system.event.pool.say("three")

        #expect(try await system.event.pool.effects(atLeast: 3) == ["one", "two", "three"])
        try await system.event.pool.outboxDrained()
        if standstill == .stopped { #expect(try await system.leader() == second.identifier) }
        await first.kill()
        await second.kill()
      }
    }
  }

  enum Standstill: Sendable { case stopped, betweenPublishingAndMarking }
  #endif
}
