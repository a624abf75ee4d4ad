import IdentityContract
import IdentityDomain
import Testing

@testable import clikcctl

@Suite("People who do not exist")
struct MadePeopleTests {
  @Test("are the same for the same seed, others for another")
  func seeded() {
    let people = (0..<500).map(MadePeople(seed: 7).person)
    #expect(people == (0..<500).map(MadePeople(seed: 7).person))
    #expect(people != (0..<500).map(MadePeople(seed: 8).person))
  }

  @Test("have names, usernames and addresses an account may have, each its own, in several scripts")
  func valid() throws {
    let people = (0..<2000).map(MadePeople(seed: 1).person)
    for person in people {
      _ = try AccountCreation(
        name: person.name, username: person.username, email: person.email,
        language: person.language, administration: nil, by: .administrator)
    }
    #expect(Set(people.map(\.username)).count == people.count)
    for scalar in ["م", "А", "王", "श", "Ε", "é"] as [Unicode.Scalar] {
      #expect(people.contains { $0.name.unicodeScalars.contains(scalar) }, "\(scalar)")
    }
    for state in [Clikc_Identity_V1_PersonState.active, .waiting, .suspended] {
      #expect(people.contains { $0.state == state })
    }
  }

  @Test("leave a file of those who can sign in")
  func logins() {
    let people = MadePeople(seed: 1)
    let few = LoadLogins.usernames(of: 100, people)
    #expect(few == (0..<100).map(people.person).filter { $0.state == .active }.map(\.username))
    let many = LoadLogins.usernames(of: 100_000, people)
    #expect((2000...5000).contains(many.count))
  }
}
