import Foundation
import NotificationDomain
import Testing

@Suite("The life of a certificate")
struct CertificateLifeTests {
  private static let noon = Date(timeIntervalSince1970: 1_795_521_600)
  private let maker = UUID()
  private let other = UUID()

  @Test("has one word at any time; taken back weighs most")
  func states() {
    let today = CalendarDay(Self.noon)
    let past = CalendarDay("2026-11-23")
    func state(
      revoked: Bool = false, superseded: Bool = false, until: CalendarDay? = nil
    ) -> CertificateState {
      CertificateLife(
        revokedAt: revoked ? Self.noon : nil, supersededAt: superseded ? Self.noon : nil
      ).state(validUntil: until, at: Self.noon)
    }

    #expect(today.text == "2026-11-24")
    #expect(state() == .valid)
    #expect(state(until: today) == .valid)
    #expect(state(until: past) == .expired)
    #expect(state(superseded: true, until: past) == .superseded)
    #expect(state(revoked: true, superseded: true, until: past) == .revoked)
  }

  @Test(
    "ends on the day of the same number, or the last of a shorter month",
    arguments: [
      ("2026-11-24", 12, "2027-11-24"), ("2026-11-24", 1, "2026-12-24"),
      ("2026-12-31", 2, "2027-02-28"), ("2027-12-31", 2, "2028-02-29"),
      ("2028-02-29", 12, "2029-02-28"), ("2026-01-31", 3, "2026-04-30"),
      ("2026-11-24", 600, "2076-11-24"),
    ])
  func end(day: String, months: Int, last: String) throws {
    #expect(try #require(CalendarDay(day)).adding(months: months).text == last)
  }

  @Test("without months has no end")
  func endless() {
    #expect(CertificateRules.lastDay(completedAt: Self.noon, months: 0) == nil)
    #expect(CertificateRules.lastDay(completedAt: Self.noon, months: 24)?.text == "2028-11-24")
  }

  @Test(
    "knows what is no day",
    arguments: ["", "2026-11", "2026-13-01", "2026-02-29", "2026-00-10", "26-1-1", "2026-11-2x"])
  func noDay(text: String) { #expect(CalendarDay(text) == nil) }

  @Test(
    "shows a stranger the first letter of each word",
    arguments: [
      ("Amina Okonkwo", "A. O."), ("  élodie   d'Arc ", "É. D."),
      ("هرمس بن عبد الله", "ه. ب. ع. ا."),
      ("“Ada” Njoroge-Smith", "A. N."), ("王小明", "王."), ("", ""), ("- -", ""),
    ])
  func initials(name: String, initials: String) {
    #expect(HolderName.initials(of: name) == initials)
  }

  @Test("takes spellings of one name for the same, and no other name")
  func names() {
    #expect(HolderName.isSame(" amina  OKONKWO", "Amina Okonkwo"))
    #expect(HolderName.isSame("Zoe\u{308} M", "Zoë M"))
    #expect(!HolderName.isSame("Amina Okonkwa", "Amina Okonkwo"))
    #expect(!HolderName.isSame("Amina", "Amina Okonkwo"))
  }

  @Test("needs two persons to end: who proposed withdraws, another administrator decides")
  func twoPersons() throws {
    let proposal = self.proposal()
    let (own, second) = (self.administrator(self.maker), self.administrator(self.other))
    let coordinator = Caretaker(
      accountID: self.other, isAdministrator: false, administrationID: UUID())

    #expect(try proposal.admits(.withdrawn, by: own))
    #expect(try proposal.admits(.confirmed, by: second))
    for outcome in [RevocationOutcome.confirmed, .refused] {
      #expect(throws: CertificateFault.ownProposal) { try proposal.admits(outcome, by: own) }
    }
    #expect(throws: CertificateFault.proposalOfAnother) {
      try proposal.admits(.withdrawn, by: second)
    }
    #expect(proposal.isWithdrawable(by: own) && !proposal.isDecidable(by: own))
    #expect(proposal.isDecidable(by: second) && !proposal.isWithdrawable(by: second))
    #expect(!proposal.isDecidable(by: coordinator))
  }

  @Test("is decided once; the same decision by the same person again is none")
  func decidedOnce() throws {
    let second = self.administrator(self.other)
    let decided = self.proposal(.init(outcome: .confirmed, by: self.other, at: Self.noon))

    #expect(try !decided.admits(.confirmed, by: second))
    #expect(throws: CertificateFault.proposalDecided) { try decided.admits(.refused, by: second) }
    #expect(throws: CertificateFault.proposalDecided) {
      try decided.admits(.confirmed, by: self.administrator(UUID()))
    }
    #expect(!decided.isDecidable(by: second))
  }

  @Test("is proposed to be taken back while it is current, one proposal at a time")
  func proposing() throws {
    try CertificateRules.checkProposal(CertificateLife(), proposalWaits: false)
    #expect(throws: CertificateFault.proposalWaits) {
      try CertificateRules.checkProposal(CertificateLife(), proposalWaits: true)
    }
    #expect(throws: CertificateFault.revoked) {
      try CertificateRules.checkProposal(
        CertificateLife(revokedAt: Self.noon), proposalWaits: false)
    }
    #expect(throws: CertificateFault.superseded) {
      try CertificateRules.checkProposal(
        CertificateLife(supersededAt: Self.noon), proposalWaits: false)
    }
  }

  @Test("is issued anew for a corrected name only, and never once it was taken back")
  func reissuing() throws {
    func check(
      _ life: CertificateLife = CertificateLife(), holder: String = "Amina Okonkwo",
      waits: Bool = false, now: String = "Amina Okonkwo-Diaz"
    ) throws {
      try CertificateRules.checkReissue(
        self.certificate(holder), life, proposalWaits: waits, currentName: now)
    }

    try check()
    #expect(throws: CertificateFault.nameUnchanged) { try check(now: "Amina Okonkwo") }
    #expect(throws: CertificateFault.holderErased) { try check(holder: "") }
    #expect(throws: CertificateFault.proposalWaits) { try check(waits: true) }
    #expect(throws: CertificateFault.revoked) { try check(CertificateLife(revokedAt: Self.noon)) }
  }

  private func administrator(_ account: UUID) -> Caretaker {
    Caretaker(accountID: account, isAdministrator: true, administrationID: nil)
  }

  private func proposal(_ decision: RevocationProposal.Decision? = nil) -> RevocationProposal {
    RevocationProposal(
      id: UUID(), certificateID: UUID(), reason: .misconduct, note: "", proposedBy: self.maker,
      proposedAt: Self.noon, decision: decision)
  }

  private func certificate(_ holder: String) -> Certificate {
    Certificate(
      id: UUID(), accountID: UUID(), courseID: UUID(), courseVersion: 1, serial: "", code: "",
      holder: holder, courseTitle: "", language: .english, hours: 1, completedAt: Self.noon,
      issuedAt: Self.noon)
  }
}
