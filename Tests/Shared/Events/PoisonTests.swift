import AMQP
import Foundation
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import Events

@Suite("Poison", .timeLimit(.minutes(3)))
struct PoisonTests {
  @Test(
    """
    O9: undecodable, failing and deadly events among 1,000 good ones are dead letters, the good ones have \
    their effect, and no innocent is a dead letter
    """)
  func amongGood() async throws {
    try await PeerSystem.with { system in
      let good = (1...1000).map { "good \($0)" }
      try await bind(system)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await supervise(system) }
        try await system.event.pool.transaction { connection in
          for text in good.prefix(400) + ["crash", "fail"] + good.dropFirst(400) {
            try await Outbox.append(
              Said(text), aggregate: UUID(), version: 1, at: Date(), in: connection)
          }
        }
        try await system.event.amqp.publishConfirmed(
          AMQPMessage(
            exchange: "events", routingKey: "protobuf.StringValue", body: [0xFF, 1, 2],
            properties: AMQPProperties(deliveryMode: .persistent, messageID: "undecodable")))
        try await system.event.relaying {
          let letters = DeadLetters(topology: topology, amqp: system.event.amqp)
          try await system.event.pool.eventually(
            "select from effect having count(*) >= \(good.count)")
          let dead = try await letters.wait(for: 3)

          let texts = try dead.map { letter in
            try letter.envelope?.event(Said.self).value ?? letter.messageID
          }
          #expect(Set(texts) == ["crash", "fail", "undecodable"])
          #expect(dead.first { $0.reason == "delivery_limit" } != nil)
          #expect(try await Set(system.event.pool.effects()) == Set(good))
          #expect(try await system.event.pool.effects().count == good.count)
        }
        group.cancelAll()
      }
    }
  }

  /// Starts the subscriber again whenever it dies, as a supervisor does.
  private func supervise(_ system: PeerSystem) async throws {
    while !Task.isCancelled {
      let process = try system.start("subscribe")
      guard let end = await process.ended() else {
        // The test is over.
        return process.signal(SIGKILL)
      }
      #expect(end == .killed(SIGKILL), "\(process.lastWords)")
    }
  }

  /// Declares the subscriber's queue as it does: what is published before would not reach it.
  private func bind(_ system: PeerSystem) async throws {
    let consumer = AMQPConsumer(
      queue: topology.queue, bindings: [EventRouting.binding(to: Said.self)],
      surroundings: topology.surroundings)
    await (try system.event.amqp.consume(consumer) { _ in }).cancel()
  }

  /// The same as the peer's.
  private var topology: EventTopology {
    EventTopology(
      service: "protobuf",
      retries: [("a", .milliseconds(1)), ("b", .milliseconds(2)), ("c", .milliseconds(3))],
      deliveryLimit: 5)
  }
}
