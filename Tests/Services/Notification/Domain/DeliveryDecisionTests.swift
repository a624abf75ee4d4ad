import Foundation
import NotificationDomain
import Testing

@Suite struct DeliveryDecisionTests {
  let start = Date(timeIntervalSince1970: 1_795_500_000)

  @Test("a mail nobody takes is tried after 0, 1, 5, 15, 30 min, 1, 2, 4 h, then every 4 h to 72 h")
  func schedule() {
    var now = self.start
    var minutes: [Int] = [0]
    for attempt in 1...100 {
      let decision = self.decide(.deferred("450 later"), attempts: attempt, now: now)
      guard case .retry(let wait) = decision else {
        #expect(decision == .expired)
        break
      }
      now += wait
      minutes.append(Int(wait / 60))
    }

    #expect(minutes.prefix(9) == [0, 1, 5, 15, 30, 60, 120, 240, 240])
    #expect(minutes.dropFirst(8).allSatisfy { $0 == 240 })
    #expect(now > self.start + 67 * 3600)
    #expect(now < self.start + 72 * 3600)
  }

  @Test("a mail with a secret stops when the secret does")
  func secretExpiry() {
    let expiry = self.start + 30 * 60

    let early = DeliveryDecision(
      .deferred("x"), attempts: 2, expiresAt: expiry, now: self.start + 60,
      schedule: .standard, spread: 0.5)
    let late = DeliveryDecision(
      .deferred("x"), attempts: 4, expiresAt: expiry, now: self.start + 1260,
      schedule: .standard, spread: 0.5)

    #expect(early == .retry(after: 300))
    #expect(late == .expired)
  }

  @Test("an answer decides: taken, refused for good, out of date, or the relay is away")
  func answers() {
    #expect(self.decide(.accepted("250 ok")) == .accepted)
    #expect(self.decide(.refused("550 no such user")) == .failed)
    #expect(self.decide(.outdated("used")) == .expired)
    #expect(self.decide(.unknownRecipient("550 5.1.1 nobody")) == .failed)
    #expect(self.decide(.suppressed("failed too often")) == .suppressed)
    #expect(self.decide(.interrupted("reset"), attempts: 2) == .retry(after: 300))
    #expect(self.decide(.unreachable("refused"), attempts: 9) == .untried)
    #expect(self.decide(.unprepared("no secret"), attempts: 9) == .retry(after: 10))
    #expect(
      self.decide(.unreachable("refused"), now: self.start + 73 * 3600) == .expired)
  }

  @Test("mails that failed together return apart: 20 % earlier or later at most")
  func spread() {
    let waits = [0, 0.5, 1].map { spread in
      DeliveryDecision(
        .deferred("x"), attempts: 1, expiresAt: .distantFuture, now: self.start,
        schedule: .standard, spread: spread)
    }

    #expect(waits == [.retry(after: 48), .retry(after: 60), .retry(after: 72)])
  }

  @Test("a schedule needs waits above nothing and a jitter up to a half")
  func schedules() {
    #expect(RetrySchedule(waits: [], lifetime: 1, jitter: 0) == nil)
    #expect(RetrySchedule(waits: [1, 0], lifetime: 1, jitter: 0) == nil)
    #expect(RetrySchedule(waits: [1], lifetime: 0, jitter: 0) == nil)
    #expect(RetrySchedule(waits: [1], lifetime: 1, jitter: 0.6) == nil)
    #expect(RetrySchedule(waits: [1, 2], lifetime: 9, jitter: 0)?.wait(after: 7, spread: 0) == 2)
  }

  @Test(
    "reply codes mean what RFC 5321 and RFC 3463 say, each at its stage",
    arguments: [
      (SMTPStage.end, "250 2.0.0 queued", DeliveryOutcome.accepted("250 2.0.0 queued")),
      (.recipient, "550 5.1.1 unknown", .unknownRecipient("550 5.1.1 unknown")),
      (.recipient, "550 no such user", .unknownRecipient("550 no such user")),
      (.recipient, "550 5.2.1 mailbox closed", .unknownRecipient("550 5.2.1 mailbox closed")),
      (.recipient, "554 5.7.1 relaying denied", .refused("554 5.7.1 relaying denied")),
      (.recipient, "552 5.2.2 mailbox full", .refused("552 5.2.2 mailbox full")),
      (.end, "550 5.7.1 looks like spam", .refused("550 5.7.1 looks like spam")),
      (.recipient, "450 4.2.1 busy", .deferred("450 4.2.1 busy")),
      (.recipient, "421 going away", .unreachable("421 going away")),
      (.greeting, "554 no service here", .unreachable("554 no service here")),
      (.sender, "530 authentication required", .unreachable("530 authentication required")),
      (.data, "354 go on", .deferred("354 go on")),
    ])
  func replies(stage: SMTPStage, line: String, outcome: DeliveryOutcome) {
    #expect(SMTPReply(line: line)?.outcome(at: stage) == outcome)
  }

  @Test("the waits for the relay are those of RFC 5321, ten minutes after the final dot")
  func patience() {
    let stages: [SMTPStage] = [.greeting, .sender, .recipient, .data, .body, .end]

    #expect(stages.map(\.patience) == [300, 300, 300, 120, 180, 600])
  }

  @Test("a command begins its stage, and a line of AUTH's none")
  func stages() {
    #expect(SMTPStage.greeting.following("MAIL FROM:<a@b.org>\r\n") == .sender)
    #expect(SMTPStage.sender.following("RCPT TO:<a@b.org>\r\n") == .recipient)
    #expect(SMTPStage.recipient.following("DATA\r\n") == .data)
    #expect(SMTPStage.greeting.following("DATA\r\n") == nil)
    #expect(SMTPStage.greeting.following("EHLO clikc.example\r\n") == nil)
  }

  @Test("what is no reply is none", arguments: ["", "25", "abc", "099 x", "600 x", "-50 x"])
  func noReply(line: String) {
    #expect(SMTPReply(line: line) == nil)
  }

  @Test("the breaker waits 5 seconds, doubling to 30, and lets one probe through each time")
  func breaker() {
    var breaker = RelayBreaker()
    var now = self.start
    for wait in [5, 10, 20, 30, 30] as [TimeInterval] {
      #expect(breaker.permits(at: now))
      #expect(Self.begun(1, by: &breaker, at: now) == 1)
      breaker.fail(at: now)
      #expect(!breaker.permits(at: now + wait - 1))
      #expect(Self.begun(1, by: &breaker, at: now + wait - 1) == 0)
      now += wait
    }
    #expect(Self.begun(2, by: &breaker, at: now) == 1)
    #expect(!breaker.permits(at: now))

    breaker.succeed()

    #expect(breaker.permits(at: now) && !breaker.isOpen)
    #expect(Self.begun(2, by: &breaker, at: now) == 2)
  }

  @Test("a probe that did not get to the relay leaves its place to the next, and the breaker open")
  func withdrawnProbe() {
    var breaker = RelayBreaker()
    breaker.fail(at: self.start)
    let now = self.start + 5
    #expect(Self.begun(2, by: &breaker, at: now) == 1)

    breaker.withdraw(at: now)

    #expect(breaker.isOpen)
    #expect(Self.begun(2, by: &breaker, at: now) == 1)
    breaker.fail(at: now)
    #expect(!breaker.permits(at: now + 9) && breaker.permits(at: now + 10))
  }

  @Test("any reply to a mail shows that the relay is there; what never got to it shows nothing")
  func relayAnswered() {
    let replies: [DeliveryOutcome] = [
      .accepted("250 ok"), .refused("554 5.7.1 spam"), .unknownRecipient("550 5.1.1 nobody"),
      .deferred("450 4.2.0 greylisted"),
    ]
    #expect(replies.allSatisfy { $0.relayAnswered == true })
    let failures: [DeliveryOutcome] = [.interrupted("reset"), .unreachable("421 going away")]
    #expect(failures.allSatisfy { $0.relayAnswered == false })
    let unasked: [DeliveryOutcome] = [
      .unprepared("no secret"), .outdated("used"), .suppressed("failed too often"),
    ]
    #expect(unasked.allSatisfy { $0.relayAnswered == nil })
  }

  /// How many of so many mails may go to the relay at the same moment.
  private static func begun(_ count: Int, by breaker: inout RelayBreaker, at now: Date) -> Int {
    var begun = 0
    for _ in 0..<count where breaker.begin(at: now) { begun += 1 }
    return begun
  }

  private func decide(
    _ outcome: DeliveryOutcome, attempts: Int = 1, now: Date? = nil
  ) -> DeliveryDecision {
    DeliveryDecision(
      outcome, attempts: attempts, expiresAt: self.start + RetrySchedule.standard.lifetime,
      now: now ?? self.start, schedule: .standard, spread: 0.5)
  }
}
