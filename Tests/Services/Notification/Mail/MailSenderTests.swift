import Events
import Foundation
import Logging
import NotificationDomain
import Postgres
import TestSupport
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(2))) struct MailSenderTests {
  @Test("a due mail is sent with its secret, which stays nowhere")
  func sends() async throws {
    let sink = try MailSink()
    try await Workshop.open(smtp: sink.url) { workshop in
      let order = try await workshop.queue(Orders.order(.newAccount))

      #expect(try await workshop.sender().sendNext())

      let mail = try #require(try sink.received().first)
      #expect(mail.line(after: "Temporary password") == Orders.password)
      #expect(mail.messageID == "<\(order.id.uuidString.lowercased())@clikc.example>")
      #expect(workshop.secrets.asked == [.init(secret: .temporaryPassword, serial: 1)])
      #expect(try await workshop.record(order)?.state == .accepted)
      let rows = try await workshop.pool.query("select mail::text as row from mail")
      #expect(try rows.first?.decode(String.self, "row").contains(Orders.password) == false)
    }
  }

  @Test(
    "an answer decides what becomes of a mail",
    arguments: [
      ("550 5.1.1 no such user", MailState.failed), ("450 4.2.1 try later", .queued),
    ])
  func answers(answer: String, state: MailState) async throws {
    let sink = try MailSink()
    try sink.answer("RCPT", with: answer)
    try await Workshop.open(smtp: sink.url) { workshop in
      let order = try await workshop.queue(Orders.order(.passwordChanged))

      #expect(try await workshop.sender().sendNext())

      let record = try #require(try await workshop.record(order))
      #expect(record.state == state)
      #expect(record.attempts == 1)
      #expect(record.answer == answer)
    }
  }

  @Test("a mail whose secret no longer works expires unsent")
  func outdated() async throws {
    let sink = try MailSink()
    try await Workshop.open(smtp: sink.url) { workshop in
      let order = try await workshop.queue(Orders.order(.passwordReset))
      workshop.secrets.outdate()

      #expect(try await workshop.sender().sendNext())

      #expect(try await workshop.record(order)?.state == .expired)
      #expect(try sink.received().isEmpty)
    }
  }

  @Test("while the relay is away one mail probes and the others wait")
  func breaker() async throws {
    try await Workshop.open { workshop in
      for _ in 0..<3 { try await workshop.queue(Orders.order(.passwordChanged)) }
      let sender = workshop.sender()

      #expect(try await sender.sendNext())
      #expect(try await sender.sendNext() == false)

      // It says nothing of the mail, so none of them has been tried.
      let waiting = try await workshop.pool.query(
        "select id from mail where state = 'queued' and attempts = 0")
      #expect(waiting.count == 3)
    }
  }

  @Test("eight senders send sixty mails, each once")
  func once() async throws {
    let sink = try MailSink()
    try await Workshop.open(smtp: sink.url) { workshop in
      for _ in 0..<60 { try await workshop.queue(Orders.order(.passwordChanged)) }

      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          let sender = workshop.sender()
          group.addTask { while try await sender.sendNext() {} }
        }
        try await group.waitForAll()
      }

      let received = try sink.received()
      #expect(received.count == 60)
      #expect(Set(received.map(\.messageID)).count == 60)
      let accepted = try await workshop.pool.query("select id from mail where state = 'accepted'")
      #expect(accepted.count == 60)
    }
  }

  @Test("a sender that dies before it sends leaves the mail to the next when its lease ends")
  func deadBefore() async throws {
    let sink = try MailSink()
    try await Workshop.open(smtp: sink.url) { workshop in
      let order = try await workshop.queue(Orders.order(.newAccount))
      await self.dying(at: .mailLeased, workshop)
      #expect(try await workshop.sender().sendNext() == false)

      try await self.endLeases(workshop)
      #expect(try await workshop.sender().sendNext())

      #expect(try sink.received().count == 1)
      #expect(try await workshop.record(order)?.attempts == 2)
    }
  }

  @Test(
    "a sender that dies after the relay's answer makes a second mail, the same to the last byte")
  func deadAfter() async throws {
    let sink = try MailSink()
    try await Workshop.open(smtp: sink.url) { workshop in
      try await workshop.queue(Orders.order(.newAccount))
      await self.dying(at: .mailAnswered, workshop)

      try await self.endLeases(workshop)
      #expect(try await workshop.sender().sendNext())

      #expect(try sink.received().count == 2)
      #expect(Set(try sink.raw()).count == 1)
    }
  }

  @Test("a lease that was lost is neither renewed nor recorded")
  func fenced() async throws {
    try await Workshop.open { workshop in
      try await workshop.queue(Orders.order(.newAccount))
      let store = MailStore(pool: workshop.pool)
      let first = try #require(try await store.lease(8, seconds: 60).first)
      try await self.endLeases(workshop)
      let second = try #require(try await store.lease(8, seconds: 60).first)

      #expect(try await store.renew(first, seconds: 60) == false)
      #expect(try await store.record(.accepted, .accepted(""), of: first) == false)
      #expect(try await store.renew(second, seconds: 60))
      #expect(try await store.record(.accepted, .accepted("250 ok"), of: second))
    }
  }

  private func dying(at place: NotificationPlace, _ workshop: Workshop) async {
    await Failpoint.$planned.withValue([place.rawValue: Failpoint.Fault(.error)]) {
      await #expect(throws: InjectedFault.self) { try await workshop.sender().sendNext() }
    }
  }

  private func endLeases(_ workshop: Workshop) async throws {
    try await workshop.pool.query("update mail set due_at = now() where state = 'sending'")
  }
}
