import Foundation
import NotificationDomain
import Postgres
import TestSupport
import Testing

@testable import notification

@Suite("A sender whose relay was away", .timeLimit(.minutes(2)))
struct RelayWatchTests {
  /// Mail that ends before it gets to the relay.
  enum Unsent: CaseIterable, Sendable {
    case outdated, suppressed, unprepared, unwritable

    var state: MailState {
      switch self {
      case .outdated: .expired
      case .suppressed: .suppressed
      case .unprepared: .queued
      case .unwritable: .failed
      }
    }
  }

  @Test(
    "mail that does not get to the relay neither takes the probe's place nor says that it is back",
    arguments: Unsent.allCases)
  func unsent(kind: Unsent) async throws {
    let relay = try ScriptedRelay()
    relay.stop()
    try await Workshop.open(smtp: relay.url()) { workshop in
      let clock = TestClock(Date())
      let sender = workshop.sender { clock.now }
      let probe = try await workshop.queue(Orders.order(.passwordChanged))
      #expect(try await sender.sendNext())
      #expect(try await sender.sendNext() == false)

      clock.advance(by: 5)
      let other = try await self.queue(kind, in: workshop)
      #expect(try await sender.sendNext())
      #expect(try await workshop.record(other)?.state == kind.state)
      // The relay is still away: the breaker's second wait is twice its first.
      #expect(try await sender.sendNext())
      clock.advance(by: 9)
      #expect(try await sender.sendNext() == false)

      try relay.start()
      clock.advance(by: 1)
      #expect(try await sender.sendNext())
      #expect(try await workshop.record(probe)?.state == .accepted)
      #expect(try relay.journal().of("try").count == 1)
    }
  }

  @Test(
    "any reply to the probe lets all mail go",
    arguments: [
      (ScriptedRelay.Fault("RCPT", "250 2.1.5 ok", times: 1), MailState.accepted),
      (.init("RCPT", "450 4.2.0 greylisted", times: 1), .queued),
      (.init("RCPT", "550 5.1.1 no such user", times: 1), .failed),
      (.init("DATA", "451 4.3.0 later", times: 1), .queued),
      (.init("DOT", "452 4.3.1 disk full", times: 1), .queued),
      (.init("DOT", "554 5.7.1 spam", times: 1), .failed),
    ])
  func replies(fault: ScriptedRelay.Fault, state: MailState) async throws {
    let relay = try ScriptedRelay()
    relay.stop()
    try await Workshop.open(smtp: relay.url()) { workshop in
      let clock = TestClock(Date())
      let sender = workshop.sender { clock.now }
      let probe = try await workshop.queue(Orders.order(.passwordChanged))
      #expect(try await sender.sendNext())
      let next = try await workshop.queue(Orders.order(.passwordChanged))
      #expect(try await sender.sendNext() == false)

      try relay.misbehave(fault)
      try relay.start()
      clock.advance(by: 5)
      #expect(try await sender.sendNext())
      #expect(try await workshop.record(probe)?.state == state)
      #expect(try await sender.sendNext())
      #expect(try await workshop.record(next)?.state == .accepted)
    }
  }

  @Test(
    "a relay that will not talk, goes away or falls silent is away",
    arguments: [
      ScriptedRelay.Fault("CONNECT", "554 no service here"), .init("CONNECT", "reset"),
      .init("MAIL", "421 going away"), .init("RCPT", "421 going away"), .init("DOT", "reset"),
      .init("EHLO", "hang"),
    ])
  func away(fault: ScriptedRelay.Fault) async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(fault)
    try await Workshop.open(smtp: relay.url()) { workshop in
      let clock = TestClock(Date())
      let sender = workshop.sender { clock.now }
      for _ in 1...2 { try await workshop.queue(Orders.order(.passwordChanged)) }

      #expect(try await sender.sendNext())
      #expect(try await sender.sendNext() == false)
      clock.advance(by: 5)
      #expect(try await sender.sendNext())
      clock.advance(by: 9)
      #expect(try await sender.sendNext() == false)
    }
  }

  @Test("a mail that was being written when the relay went away waits as if it had not been tried")
  func heldBack() async throws {
    let relay = try ScriptedRelay()
    relay.stop()
    try await Workshop.open(smtp: relay.url()) { workshop in
      let clock = TestClock(Date())
      let sender = workshop.sender { clock.now }
      let written = try await workshop.queue(
        Orders.order(.newAccount, secretExpiresAt: Date() + 86400))
      workshop.secrets.meanwhile {
        try await workshop.queue(Orders.order(.passwordChanged))
        #expect(try await sender.sendNext())
      }
      #expect(try await sender.sendNext() == false)

      #expect(workshop.secrets.asked.count == 1)
      let record = try #require(try await workshop.record(written))
      #expect(record.state == .queued && record.attempts == 0 && record.answer.isEmpty)
      try relay.start()
      clock.advance(by: 5)
      while try await sender.sendNext() {}
      #expect(try await workshop.record(written)?.state == .accepted)
      #expect(try await workshop.record(written)?.attempts == 1)
    }
  }

  /// Queues a mail that is due before all others and does not get to the relay.
  private func queue(_ kind: Unsent, in workshop: Workshop) async throws -> MailOrder {
    let due = Date() - 3600
    switch kind {
    case .outdated:
      workshop.secrets.outdate()
      return try await workshop.queue(Orders.order(.passwordReset, createdAt: due))
    case .suppressed:
      let address = "nobody@customs.example"
      try await workshop.pool.transaction { connection in
        for _ in 1...2 {
          try await MailStore.count(
            .hard, against: address, answer: "550 5.1.1 nobody", in: connection)
        }
      }
      return try await workshop.queue(
        Orders.order(.certificateIssued, address: address, createdAt: due))
    case .unprepared:
      workshop.secrets.goAway()
      return try await workshop.queue(Orders.order(.passwordReset, createdAt: due))
    case .unwritable:
      return try await workshop.queue(
        Orders.order(.passwordChanged, createdAt: due, more: ["name": "Zoé\nMüller"]))
    }
  }
}
