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

  @Test("The code comes before everything, setting it up after the password")
  func secondFactor() {
    let gate = { (password: Bool, has: Bool, needs: Bool, given: Bool) in
      Gate(
        AccountState(
          mustChangePassword: password, policyAccepted: false, profileConfirmed: false,
          hasSecondFactor: has, needsSecondFactor: needs, codeGiven: given))
    }
    #expect(gate(true, true, true, false) == .enterCode)
    #expect(gate(true, true, true, true) == .changePassword)
    #expect(gate(true, false, true, true) == .changePassword)
    #expect(gate(false, false, true, true) == .setUpSecondFactor)
    #expect(gate(false, false, true, false) == .setUpSecondFactor)
    #expect(gate(false, true, true, true) == .acceptPolicy)
    #expect(gate(false, false, false, false) == .acceptPolicy)
  }

  @Test("Each gate admits exactly the routes of its step")
  func admission() {
    let admitted = { (gate: Gate) in RouteAccess.allCases.filter(gate.admits) }
    let signedIn: [RouteAccess] = [.anybody, .firstFactor]
    #expect(admitted(.enterCode) == signedIn)
    #expect(admitted(.changePassword) == signedIn + [.session])
    for gate in [Gate.setUpSecondFactor, .acceptPolicy, .confirmProfile] {
      #expect(admitted(gate) == signedIn + [.session, .passwordChanged])
    }
    #expect(admitted(.open) == [.open] + signedIn + [.session, .passwordChanged])
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
