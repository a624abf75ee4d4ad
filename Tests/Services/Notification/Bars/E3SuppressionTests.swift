import Foundation
import NotificationDomain
import Postgres
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(1))) struct E3SuppressionTests {
  @Test("E3: nobody there is one try; the third mail is suppressed, a reset still goes out")
  func suppressed() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(.init("RCPT", "550 5.1.1 no such user", times: 2, to: "zoe"))
    try await Workshop.open(smtp: relay.url()) { workshop in
      for _ in 1...2 {
        let order = try await workshop.queue(Orders.order(.certificateIssued))
        try await workshop.sendAll()
        let record = try #require(try await workshop.record(order))
        #expect(record.state == .failed && record.attempts == 1)
      }

      let third = try await workshop.queue(Orders.order(.certificateIssued))
      let reset = try await workshop.queue(
        Orders.order(.passwordReset, secretExpiresAt: Date() + 1800))
      try await workshop.sendAll()

      let record = try #require(try await workshop.record(third))
      #expect(record.state == .suppressed && record.attempts == 0)
      #expect(try await workshop.record(reset)?.state == .accepted)
      #expect(try relay.journal().of("try").count == 3)
    }
  }

  @Test("E3: an address is not held for ever, and failures long past count no more")
  func forgotten() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(.init("RCPT", "550 5.1.1 no such user", times: 2))
    try await Workshop.open(smtp: relay.url()) { workshop in
      for _ in 1...2 {
        try await workshop.queue(Orders.order(.certificateIssued))
        try await workshop.sendAll()
      }
      try await workshop.pool.query(
        "update address_failures set last_failure_at = now() - interval '31 days'")

      let order = try await workshop.queue(Orders.order(.certificateIssued))
      try await workshop.sendAll()

      #expect(try await workshop.record(order)?.state == .accepted)
    }
  }

  @Test("E3: a refusal of the mail itself says nothing of its address")
  func refusedMail() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(.init("DOT", "550 5.7.1 looks like spam", times: 3))
    try await Workshop.open(smtp: relay.url()) { workshop in
      for _ in 1...3 {
        try await workshop.queue(Orders.order(.certificateIssued))
        try await workshop.sendAll()
      }

      #expect(try await workshop.count("address_failures") == 0)
    }
  }
}
