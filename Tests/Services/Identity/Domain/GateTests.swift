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
    let settled = { (binding: Int?, accepted: Int?) in
      PolicyStanding(binding: binding, accepted: accepted).isSettled
    }
    #expect(settled(nil, nil))
    #expect(settled(nil, 1))
    #expect(!settled(1, nil))
    #expect(settled(1, 1))
    #expect(settled(1, 2))
    #expect(!settled(3, 2))
    #expect(settled(3, 3))
  }

  @Test("Versions count from 1, and the first one binds whatever was said")
  func versions() {
    #expect(PolicyVersion(after: nil, material: false).number == 1)
    #expect(PolicyVersion(after: nil, material: false).material)
    #expect(PolicyVersion(after: 1, material: false).number == 2)
    #expect(!PolicyVersion(after: 1, material: false).material)
    #expect(PolicyVersion(after: 2, material: true).material)
  }
}
