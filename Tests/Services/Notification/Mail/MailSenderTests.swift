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
      let order = try await self.queue(.newAccount, in: workshop)

      #expect(try await self.sender(workshop).sendNext())

      let mail = try #require(try sink.received().first)
      #expect(mail.line(after: "Temporary password") == Orders.password)
      #expect(mail.messageID == "<\(order.id.uuidString.lowercased())@clikc.example>")
      #expect(workshop.secrets.asked == [.init(secret: .temporaryPassword, serial: 1)])
      #expect(try await self.record(order, in: workshop)?.state == .accepted)
      let rows = try await workshop.pool.query("select mail::text as row from mail")
      #expect(try rows.first?.decode(String.self, "row").contains(Orders.password) == false)
    }
  }

  @Test(
    "an answer decides what becomes of a mail",
    arguments: [
      ("550 5.1.1 no such user", MailState.failed), ("450 4.2.1 try later", .queued),
      ("421 going away", .queued),
    ])
  func answers(answer: String, state: MailState) async throws {
    let sink = try MailSink()
    try sink.answer("RCPT", with: answer)
    try await Workshop.open(smtp: sink.url) { workshop in
      let order = try await self.queue(.passwordChanged, in: workshop)

      #expect(try await self.sender(workshop).sendNext())

      let record = try #require(try await self.record(order, in: workshop))
      #expect(record.state == state)
      #expect(record.attempts == 1)
      #expect(record.answer == answer)
    }
  }

  @Test("a mail whose secret no longer works expires unsent")
  func outdated() async throws {
    let sink = try MailSink()
    try await Workshop.open(smtp: sink.url) { workshop in
      let order = try await self.queue(.passwordReset, in: workshop)
      workshop.secrets.outdate()

      #expect(try await self.sender(workshop).sendNext())

      #expect(try await self.record(order, in: workshop)?.state == .expired)
      #expect(try sink.received().isEmpty)
    }
  }

  @Test("while the relay is away one mail probes and the others wait")
  func breaker() async throws {
    try await Workshop.open { workshop in
      for _ in 0..<3 { try await self.queue(.passwordChanged, in: workshop) }
      let sender = self.sender(workshop)

      #expect(try await sender.sendNext())
      #expect(try await sender.sendNext() == false)

      let tried = try await workshop.pool.query("select id from mail where attempts > 0")
      #expect(tried.count == 1)
    }
  }

  @Test("eight senders send sixty mails, each once")
  func once() async throws {
    let sink = try MailSink()
    try await Workshop.open(smtp: sink.url) { workshop in
      for _ in 0..<60 { try await self.queue(.passwordChanged, in: workshop) }

      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          let sender = self.sender(workshop)
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
      let order = try await self.queue(.newAccount, in: workshop)
      await self.dying(at: "notification.mail.leased", workshop)
      #expect(try await self.sender(workshop).sendNext() == false)

      try await self.endLeases(workshop)
      #expect(try await self.sender(workshop).sendNext())

      #expect(try sink.received().count == 1)
      #expect(try await self.record(order, in: workshop)?.attempts == 2)
    }
  }

  @Test(
    "a sender that dies after the relay's answer makes a second mail, the same to the last byte")
  func deadAfter() async throws {
    let sink = try MailSink()
    try await Workshop.open(smtp: sink.url) { workshop in
      try await self.queue(.newAccount, in: workshop)
      await self.dying(at: "notification.mail.answered", workshop)

      try await self.endLeases(workshop)
      #expect(try await self.sender(workshop).sendNext())

      #expect(try sink.received().count == 2)
      #expect(Set(try sink.raw()).count == 1)
    }
  }

  @Test("a lease that was lost is neither renewed nor recorded")
  func fenced() async throws {
    try await Workshop.open { workshop in
      try await self.queue(.newAccount, in: workshop)
      let store = MailStore(pool: workshop.pool)
      let first = try #require(try await store.lease(seconds: 60))
      try await self.endLeases(workshop)
      let second = try #require(try await store.lease(seconds: 60))

      #expect(try await store.renew(first, seconds: 60) == false)
      #expect(try await store.record(.accepted, answer: "", of: first) == false)
      #expect(try await store.renew(second, seconds: 60))
      #expect(try await store.record(.accepted, answer: "250 ok", of: second))
    }
  }

  private func sender(_ workshop: Workshop) -> MailSender {
    MailSender(
      store: MailStore(pool: workshop.pool), send: workshop.service.send, workers: 1,
      logger: workshop.service.logger)
  }

  private func dying(at place: String, _ workshop: Workshop) async {
    await Failpoint.$planned.withValue([place: Failpoint.Fault(.error)]) {
      await #expect(throws: InjectedFault.self) { try await self.sender(workshop).sendNext() }
    }
  }

  private func endLeases(_ workshop: Workshop) async throws {
    try await workshop.pool.query("update mail set due_at = now() where state = 'sending'")
  }

  @discardableResult
  private func queue(_ template: MailTemplate, in workshop: Workshop) async throws -> MailOrder {
    let order = Orders.order(template)
    try await workshop.pool.transaction { connection in
      try await MailStore(pool: workshop.pool).queue(order, in: connection)
    }
    return order
  }

  private func record(_ order: MailOrder, in workshop: Workshop) async throws -> MailRecord? {
    try await MailStore(pool: workshop.pool).list(accountID: order.accountID).first
  }
}
