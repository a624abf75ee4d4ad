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
      .deferred("x"), attempts: 2, expiresAt: expiry, now: self.start + 60, spread: 0)
    let late = DeliveryDecision(
      .deferred("x"), attempts: 4, expiresAt: expiry, now: self.start + 1260, spread: 0)

    #expect(early == .retry(after: 300))
    #expect(late == .expired)
  }

  @Test("an answer decides: taken, refused for good, out of date, or the relay is away")
  func answers() {
    #expect(self.decide(.accepted("250 ok")) == .accepted)
    #expect(self.decide(.refused("550 no such user")) == .failed)
    #expect(self.decide(.outdated("used")) == .expired)
    #expect(self.decide(.unreachable("refused"), attempts: 9) == .retry(after: 60))
  }

  @Test("mails that failed together return apart, by a tenth at the most")
  func spread() {
    let decision = DeliveryDecision(
      .deferred("x"), attempts: 1, expiresAt: .distantFuture, now: self.start, spread: 1)

    #expect(decision == .retry(after: 66))
  }

  @Test(
    "reply codes mean what RFC 5321 says",
    arguments: [
      ("250 2.0.0 queued as 1A2B", DeliveryOutcome.accepted("250 2.0.0 queued as 1A2B")),
      ("550 5.1.1 unknown", .refused("550 5.1.1 unknown")),
      ("450 4.2.1 busy", .deferred("450 4.2.1 busy")),
      ("421 going away", .unreachable("421 going away")),
      ("530 authentication required", .unreachable("530 authentication required")),
      ("354 go on", .deferred("354 go on")),
    ])
  func replies(line: String, outcome: DeliveryOutcome) {
    #expect(SMTPReply(line: line)?.outcome == outcome)
  }

  @Test("what is no reply is none", arguments: ["", "25", "abc", "099 x", "600 x", "-50 x"])
  func noReply(line: String) {
    #expect(SMTPReply(line: line) == nil)
  }

  @Test(
    "the breaker waits 5 seconds, doubling to two minutes, and lets one probe through each time")
  func breaker() {
    var breaker = RelayBreaker()
    var now = self.start
    var waits: [TimeInterval] = []
    for _ in 1...7 {
      #expect(breaker.permits(at: now))
      breaker.begin(at: now)
      breaker.fail(at: now)
      let wait = [5, 10, 20, 40, 80, 120, 120][waits.count] as TimeInterval
      #expect(!breaker.permits(at: now + wait - 1))
      waits.append(wait)
      now += wait
    }
    breaker.begin(at: now)
    #expect(!breaker.permits(at: now))

    breaker.succeed()

    #expect(breaker.permits(at: now) && !breaker.isOpen)
  }

  private func decide(
    _ outcome: DeliveryOutcome, attempts: Int = 1, now: Date? = nil
  ) -> DeliveryDecision {
    DeliveryDecision(
      outcome, attempts: attempts, expiresAt: self.start + RetrySchedule.lifetime,
      now: now ?? self.start, spread: 0)
  }
}
