import Foundation
import IdentityDomain
import Testing

@Suite struct GateTests {
  @Test("The password comes before the policy, the policy before the profile, then all is open")
  func order() {
    let gate = { (password: Bool, policy: Bool, profile: Bool) in
      Gate(
        AccountState(
          mustChangePassword: password, policyAccepted: policy, profileConfirmed: profile))
    }
    for policy in [false, true] {
      for profile in [false, true] { #expect(gate(true, policy, profile) == .changePassword) }
    }
    #expect(gate(false, false, false) == .acceptPolicy)
    #expect(gate(false, false, true) == .acceptPolicy)
    #expect(gate(false, true, false) == .confirmProfile)
    #expect(gate(false, true, true) == .open)
  }

  @Test("Each gate admits exactly the routes of its step")
  func admission() {
    let admitted = { (gate: Gate) in RouteAccess.allCases.filter(gate.admits) }
    #expect(admitted(.changePassword) == [.anybody, .session])
    #expect(admitted(.acceptPolicy) == [.anybody, .session, .passwordChanged])
    #expect(admitted(.confirmProfile) == [.anybody, .session, .passwordChanged])
    #expect(admitted(.open) == [.open, .anybody, .session, .passwordChanged])
  }

  @Test("A material version asks everybody again, a minor one nobody who accepted before")
  func policy() {
    let yes = { (version: Int) in
      PolicyAcceptance(version: version, language: .arabic, textHash: "ab", time: Date())
    }
    let first = PolicyVersion(number: 1, material: false)
    let minor = PolicyVersion(number: 2, material: false)
    let material = PolicyVersion(number: 3, material: true)
    #expect(isPolicyAccepted([], by: []))
    #expect(!isPolicyAccepted([first], by: []))
    #expect(isPolicyAccepted([first, minor], by: [yes(1)]))
    #expect(!isPolicyAccepted([first, minor, material], by: [yes(2)]))
    #expect(isPolicyAccepted([first, minor, material], by: [yes(1), yes(3)]))
  }
}
