import Foundation
import IdentityDomain
import Testing

@Suite struct ErasureGraceDomainTests {
  @Test("A request becomes final so many times 24 hours later", arguments: [0, 1, 14, 90])
  func end(days: Int) {
    let asked = Date(timeIntervalSince1970: 1_774_702_800)  // 2026-03-28T13:00:00Z
    #expect(
      ErasureGrace(days: days).end(of: asked).timeIntervalSince(asked) == Double(days) * 86400)
  }

  @Test("Two weeks are usual, and among what an operator may choose")
  func usual() {
    #expect(ErasureGrace.usual.days == 14)
    #expect(ErasureGrace.choice.contains(ErasureGrace.usual.days))
  }

  @Test("After the code, nothing comes before taking a request for erasure back")
  func gate() {
    let gate = { (password: Bool, given: Bool) in
      Gate(
        AccountState(
          mustChangePassword: password, policyAccepted: true, profileConfirmed: true,
          hasSecondFactor: true, codeGiven: given, erasureAsked: true))
    }
    #expect(gate(true, false) == .enterCode)
    #expect(gate(true, true) == .cancelErasure)
    #expect(gate(false, true) == .cancelErasure)
    #expect(
      RouteAccess.allCases.filter(Gate.cancelErasure.admits) == [.anybody, .firstFactor, .session])
  }
}
