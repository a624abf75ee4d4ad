import Foundation
import NotificationDomain
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(1))) struct SMTPClientTests {
  @Test("a mail arrives as it was written, over a connection that is used again")
  func arrives() async throws {
    let sink = try MailSink()
    let client = try self.client(sink.url)
    let bytes = try Orders.message(.arabic).encoded()

    for _ in 1...3 {
      let outcome = await self.send(bytes, by: client)
      #expect(outcome == .accepted("250 OK"))
    }

    let received = try sink.received()
    #expect(received.count == 3)
    #expect(Set(received.map(\.messageID)).count == 1)
    #expect(received.allSatisfy { $0.defects.isEmpty && $0.to.contains("Zoé Müller") })
    #expect(received.first?.line(after: "كلمة المرور المؤقتة") == "aB3<dE6gH9")
  }

  @Test(
    "what the relay answers decides",
    arguments: [
      (
        "RCPT", "550 5.1.1 no such user",
        DeliveryOutcome.unknownRecipient("550 5.1.1 no such user")
      ),
      ("RCPT", "450 4.2.1 try later", .deferred("450 4.2.1 try later")),
      ("MAIL", "421 going away", .unreachable("421 going away")),
      ("DATA", "554 5.7.1 refused", .refused("554 5.7.1 refused")),
      ("ACCEPTED", "451 4.3.0 disk full", .deferred("451 4.3.0 disk full")),
    ])
  func answers(command: String, answer: String, expected: DeliveryOutcome) async throws {
    let sink = try MailSink()
    let client = try self.client(sink.url)
    let bytes = try Orders.message(.english).encoded()

    try sink.answer(command, with: answer)
    #expect(await self.send(bytes, by: client) == expected)

    try sink.answer(command, with: nil)
    #expect(await self.send(bytes, by: client) == .accepted("250 OK"))
  }

  @Test("a relay that is not there cannot be reached")
  func unreachable() async throws {
    let sink = try MailSink()
    let client = try self.client(sink.url)
    sink.stop()

    let outcome = await self.send(try Orders.message(.english).encoded(), by: client)

    guard case .unreachable = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test("a sender that lost its lease breaks off before the final dot")
  func brokenOff() async throws {
    let sink = try MailSink()
    let client = try self.client(sink.url)
    let bytes = try Orders.message(.english).encoded()

    let outcome = await self.send(bytes, by: client, mayFinish: false)

    #expect(outcome == .deferred("broken off before the final dot"))
    #expect(try sink.received().isEmpty)
  }

  @Test("a relay without TLS is not spoken to when TLS is required")
  func tls() async throws {
    let sink = try MailSink()
    let client = try self.client(sink.url, requiresTLS: true)

    let outcome = await self.send(try Orders.message(.english).encoded(), by: client)

    guard case .unreachable = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(try sink.received().isEmpty)
  }

  private func send(
    _ bytes: [UInt8], by client: SMTPClient, mayFinish: Bool = true
  ) async -> DeliveryOutcome {
    await client.send(bytes, from: "noreply@clikc.example", to: "zoe@customs.example") {
      mayFinish
    }
  }

  private func client(_ url: String, requiresTLS: Bool = false) throws -> SMTPClient {
    SMTPClient(
      SMTPConfiguration(
        url: url, sender: try MailAddress("noreply@clikc.example", name: "CLiKC!"),
        requiresTLS: requiresTLS, answerTimeout: 1))
  }
}
