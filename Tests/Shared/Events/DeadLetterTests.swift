import AMQP
import Foundation
import Logging
import Postgres
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing

@testable import Events

@Suite("O10: dead letters", .timeLimit(.minutes(2)))
struct DeadLetterTests {
  @Test("replayed after the fix have one effect each, with the identity they had")
  func replay() async throws {
    try await EventSystem.with { system in
      let isMended = Mutex(false)
      try await system.subscribing({ subscriptions in
        subscriptions.on(Said.self) { _, _, _ in
          guard isMended.withLock({ $0 }) else { throw EventDefect("not mended yet") }
        }
        subscriptions.recordSaid()
      }) {
        try await system.relaying {
          let first = try await system.pool.say("one").uuidString.lowercased()
          let second = try await system.pool.say("two").uuidString.lowercased()
          let letters = system.letters
          let found = try await letters.wait(for: 2)
          // Nothing promises which is buried first.
          #expect(Set(found.map(\.messageID)) == [first, second])
          #expect(found.map(\.reason) == ["not mended yet", "not mended yet"])
          #expect(found.allSatisfy { $0.envelope != nil && $0.buriedAt != nil })

          isMended.withLock { $0 = true }
          let one = try await letters.replay(.messages([first]))
          #expect(one.messageIDs == [first] && one.left == 1)
          #expect(try await system.pool.effects(atLeast: 1) == ["one"])
          #expect(try await letters.replay(.all).messageIDs == [second])
          #expect(try await system.pool.effects(atLeast: 2) == ["one", "two"])
          #expect(try await letters.list(limit: 10).depth == 0)
        }
      }
    }
  }

  @Test("are counted without being delivered, and where there is no queue that is said")
  func depth() async throws {
    try await EventSystem.with { system in
      try await system.subscribing({ subscriptions in
        subscriptions.on(Said.self) { _, _, _ in throw EventDefect("never") }
      }) {
        try await system.relaying {
          for text in ["a", "b"] { try await system.pool.say(text) }
          let letters = system.letters
          _ = try await letters.wait(for: 2)
          // What was looked at returns to its place a moment after.
          while try await letters.depth() < 2 { try Task.checkCancellation() }
          #expect(try await letters.depth() == 2)

          let nowhere = DeadLetters(service: "nobody", amqp: system.amqp)
          await #expect(throws: DeadLetters.Failure.self) { try await nowhere.depth() }
          #expect(try await letters.depth() == 2, "the refusal ended no connection")
          #expect(try await letters.list(limit: 10).letters.count == 2)
        }
      }
    }
  }

  @Test("discarded are gone, those not named stay in their order")
  func discard() async throws {
    try await EventSystem.with { system in
      try await system.subscribing({ subscriptions in
        subscriptions.on(Said.self) { _, _, _ in throw EventDefect("never") }
      }) {
        try await system.relaying {
          for text in ["a", "b", "c"] { try await system.pool.say(text) }
          let letters = system.letters
          let found = try await letters.wait(for: 3).map(\.messageID)

          let gone = try await letters.discard(.messages([found[1], "unknown"]))

          #expect(gone.messageIDs == [found[1]] && gone.left == 2)
          let left = try await letters.list(limit: 1)
          #expect(left.depth == 2 && left.letters.map(\.messageID) == [found[0]])
        }
      }
    }
  }

  #if CLIKC_FAULTS
  @Test("whose replay is interrupted stay, and have one effect when replayed again")
  func interrupted() async throws {
    try await EventSystem.with { system in
      let isMended = Mutex(false)
      try await system.subscribing({ subscriptions in
        subscriptions.on(Said.self) { _, _, _ in
          guard isMended.withLock({ $0 }) else { throw EventDefect("not mended yet") }
        }
        subscriptions.recordSaid()
      }) {
        try await system.relaying {
          try await system.pool.say("once")
          let letters = system.letters
          _ = try await letters.wait(for: 1)
          isMended.withLock { $0 = true }

          await Failpoint.$planned.withValue([
            EventPlace.operatorAfterReplay.rawValue: .init(.error)
          ]) {
            await #expect(throws: InjectedFault.self) { try await letters.replay(.all) }
          }
          #expect(try await system.pool.effects(atLeast: 1) == ["once"])
          #expect(try await letters.replay(.all).messageIDs.count == 1)
          try await system.pool.say("last")

          #expect(try await system.pool.effects(atLeast: 2) == ["once", "last"])
        }
      }
    }
  }
  #endif

  @Test("whose exchange was deleted are told of, lose nothing, and find it declared again")
  func exchangeDeleted() async throws {
    let log = LogCollector()
    try await EventSystem.with { system in
      var system = system
      system.logger = log.logger
      try await system.subscribing({ subscriptions in
        subscriptions.on(Said.self) { _, _, _ in throw EventDefect("never") }
      }) {
        try await system.broker.control(
          "eval",
          """
          rabbit_exchange:delete(rabbit_misc:r(<<"\(system.broker.virtualHost)">>, exchange,
          <<"listener.events.dead">>), false, <<"test">>).
          """)
        try await system.relaying {
          try await system.pool.say("homeless")

          await log.first(
            .error, "The retry queues or the dead letters take nothing; they are declared again")
          #expect(try await system.letters.wait(for: 1).map(\.reason) == ["never"])
        }
      }
    }
  }
}

extension EventSystem {
  var letters: DeadLetters { DeadLetters(service: service, amqp: amqp) }
}

extension DeadLetters {
  /// Looks until so many lie there.
  func wait(for count: Int) async throws -> [DeadLetter] {
    while true {
      try Task.checkCancellation()
      let found = try await list(limit: count)
      if found.letters.count == count { return found.letters }
    }
  }
}
