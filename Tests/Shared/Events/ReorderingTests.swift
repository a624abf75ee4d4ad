import Foundation
import Logging
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import Events

@Suite("O8: events of one aggregate in any order")
struct ReorderingTests {
  @Test("each delivered ten times, leave the state they leave in order")
  func shuffled() async throws {
    try await withEffectDatabase { pool in
      let aggregates = (1...3).map { _ in UUID() }
      var deliveries = try aggregates.flatMap { aggregate in
        try (1...20).map { version in
          try EventEnvelope(
            id: .version7(at: Date()), event: Said("\(version)"), aggregateID: aggregate,
            version: Int64(version), occurredAt: Date())
        }
      }.flatMap { Array(repeating: $0, count: 10) }
      var generator = Seeded(state: 8)
      deliveries.shuffle(using: &generator)
      let processor = EventProcessor(
        consumer: "test", pool: pool, logger: .init(label: "test"), subscriptions: latest)

      try await withThrowingTaskGroup(of: Void.self) { group in
        for share in 0..<4 {
          let mine = deliveries.enumerated().filter { $0.offset % 4 == share }.map(\.element)
          group.addTask {
            for envelope in mine {
              guard case .done = await processor.process(envelope) else {
                throw UndeliveredEvent.processing
              }
            }
          }
        }
        try await group.waitForAll()
      }

      let rows = try await pool.query("select version, text from latest")
      #expect(try rows.map { try $0.decode(Int64.self, "version") } == [20, 20, 20])
      #expect(try rows.map { try $0.decode(String.self, "text") } == ["20", "20", "20"])
      #expect(try await pool.effects().count == 60)
    }
  }

  private enum UndeliveredEvent: Error { case processing }

  /// As services do: a version that was passed changes nothing.
  private var latest: EventSubscriptions {
    var subscriptions = EventSubscriptions()
    subscriptions.on(Said.self) { event, envelope, connection in
      try await connection.query(
        """
        insert into latest (id, version, text)
        values (\(envelope.aggregateID), \(envelope.version), \(event.value))
        on conflict (id) do update set version = excluded.version, text = excluded.text
        where latest.version < excluded.version
        """)
    }
    subscriptions.recordSaid()
    return subscriptions
  }
}

/// SplitMix64: the same order in every run.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
