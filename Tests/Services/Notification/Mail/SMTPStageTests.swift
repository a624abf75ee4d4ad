import Foundation
import NotificationDomain
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(5))) struct SMTPStageTests {
  @Test("a relay that is silent or breaks off before MAIL was not reached")
  func unreachable() async throws {
    let relay = try ScriptedRelay()
    for stage in ["CONNECT", "EHLO"] {
      for act in ["hang", "reset", "421 busy", "554 no service here"] {
        try relay.misbehave(.init(stage, act))

        let outcome = try await self.send(by: self.client(relay))

        guard case .unreachable = outcome else {
          Issue.record("\(stage) \(act): \(outcome)")
          continue
        }
      }
    }
    #expect(try relay.journal().of("try").isEmpty)
  }

  @Test("one that is silent or breaks off later interrupts the mail")
  func interrupted() async throws {
    let relay = try ScriptedRelay()
    for stage in ["MAIL", "RCPT", "DATA", "DOT", "TAKEN"] {
      for act in ["hang", "reset"] {
        try relay.misbehave(.init(stage, act))

        let outcome = try await self.send(by: self.client(relay))

        guard case .interrupted(let said) = outcome else {
          Issue.record("\(stage) \(act): \(outcome)")
          continue
        }
        #expect(said.hasPrefix("no answer in time") == (act == "hang"))
      }
    }
    // Whoever is cut off after the final dot cannot know that the relay has the mail.
    #expect(try relay.mails().count == 2)
  }

  @Test("one that breaks off in the middle of a mail interrupts it")
  func body() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(.init("BODY", "reset"))

    guard case .interrupted = try await self.send(by: self.client(relay)) else {
      Issue.record("the mail was not interrupted")
      return
    }
    #expect(try relay.mails().isEmpty)
  }

  @Test("a connection the relay closed while it was idle costs nothing")
  func idle() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(.init("AFTER", "reset"))
    let client = try self.client(relay)

    for number in 1...3 {
      #expect(
        try await self.send(by: client) == .accepted("250 2.0.0 taken as \(number)"))
    }
  }

  private func client(_ relay: ScriptedRelay) throws -> SMTPClient {
    SMTPClient(
      SMTPConfiguration(
        url: relay.url(), sender: try MailAddress("noreply@clikc.example"), requiresTLS: false,
        answerTimeout: 1, connections: 1))
  }

  private func send(by client: SMTPClient) async throws -> DeliveryOutcome {
    await client.send(
      try Orders.message(.english).encoded(), from: "noreply@clikc.example",
      to: "zoe@customs.example"
    ) { true }
  }
}
