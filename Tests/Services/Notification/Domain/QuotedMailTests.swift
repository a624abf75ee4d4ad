import Foundation
import NotificationDomain
import Testing

@Suite("What a mail server quotes of a mail")
struct QuotedMailTests {
  private let site: SiteAddress

  init() throws { self.site = try #require(SiteAddress("https://clikc.example:8443/")) }

  @Test("is kept without the secret and without the links that let people in")
  func withheld() {
    let said = "554 5.7.1 blocked: https://clikc.example:8443/reset/TOKEN?mail=1 aB3dE6gH9 (spam)"
    let kept = DeliveryOutcome.refused(said).withholding("aB3dE6gH9", linksTo: self.site)
    #expect(kept == .refused("554 5.7.1 blocked: https://clikc.example:8443/… … (spam)"))
    let deferred = DeliveryOutcome.deferred("451 hxxps://CLIKC.example:8443/reset/TOK")
      .withholding("TOKEN", linksTo: self.site)
    #expect(deferred == .deferred("451 hxxps://CLIKC.example:8443/…"))
  }

  @Test("stays as it is where it quotes nothing, links of others too")
  func kept() {
    let outcomes: [DeliveryOutcome] = [
      .accepted("250 ok"), .refused("550 see  https://mx.example/why"),
      .unknownRecipient("550 5.1.1 x"),
      .deferred("451 later"), .unprepared("no secret"), .interrupted("broke"), .unreachable("away"),
      .outdated("old"), .suppressed("held"),
    ]
    for outcome in outcomes {
      #expect(outcome.withholding("", linksTo: self.site) == outcome)
      #expect(outcome.withholding("secret-token", linksTo: self.site) == outcome)
    }
  }
}
