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
    for gate in [Gate.setUpSecondFactor, .acceptPolicy] {
      #expect(admitted(gate) == signedIn + [.session, .passwordChanged])
    }
    let accepted = signedIn + [.session, .passwordChanged, .policyAccepted]
    #expect(admitted(.confirmProfile) == accepted)
    #expect(admitted(.open) == [.open] + accepted)
  }

  @Test("A YES settles a compulsory document, any answer an optional one")
  func policy() {
    let document = { (required: Bool, binding: Int?, archived: Bool) in
      PolicyDocument(
        id: UUID(), slug: "a", titles: [:], required: required, position: 0, archived: archived,
        propertiesVersion: 1,
        current: nil, binding: binding, draftVersion: 0, draftLanguages: [])
    }
    let answer = { (version: Int, accepted: Bool) in
      PolicyAnswer(
        version: version, accepted: accepted, language: .english, textHash: "", time: Date())
    }
    #expect(document(true, nil, false).isSettled(by: []))
    #expect(!document(true, 1, false).isSettled(by: []))
    #expect(document(true, 1, true).isSettled(by: []))
    #expect(document(true, 1, false).isSettled(by: [answer(2, true)]))
    #expect(!document(true, 3, false).isSettled(by: [answer(2, true), answer(3, false)]))
    #expect(!document(false, 3, false).isSettled(by: [answer(2, true)]))
    #expect(document(false, 3, false).isSettled(by: [answer(3, false)]))
  }

  @Test("Versions count from 1 on the site and in the document, and a document's first one binds")
  func versions() {
    let first = PolicyVersion(after: 4, revision: nil, material: false, now: Date())
    #expect(first.number == 5 && first.revision == 1 && first.material)
    let second = PolicyVersion(after: 7, revision: 1, material: false, now: Date())
    #expect(second.number == 8 && second.revision == 2 && !second.material)
    #expect(PolicyVersion(after: nil, revision: nil, material: true, now: Date()).number == 1)
    #expect(PolicyVersion(after: 2, revision: 2, material: true, now: Date()).material)
  }
}
