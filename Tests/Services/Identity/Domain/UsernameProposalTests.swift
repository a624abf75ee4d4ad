import IdentityDomain
import Testing

@Suite("A proposed username")
struct UsernameProposalTests {
  @Test(
    "is made of the name in Latin letters, else of the address",
    arguments: [
      ("Amina Diallo", "a@x.org", "amina.diallo"), ("José Mª da Peña", "a@x.org", "jose.pena"),
      ("Ólöf", "a@x.org", "olof"), ("", "b.sow@x.org", "b.sow"), ("!", "é@x.org", "officer"),
    ])
  func proposed(name: String, email: String, expected: String) throws {
    let proposal = UsernameProposal(name: name, email: email)
    #expect(proposal[0] == expected && proposal[1] == expected + "2")
    _ = try Username(proposal[0])
  }

  @Test("can be one whatever the script", arguments: ["هرمس بن عبد الله", "王小明", "Дмитрий Иванов"])
  func scripts(name: String) throws {
    let proposal = UsernameProposal(name: name, email: "someone@x.org")
    #expect(try Username(proposal[0]).text == proposal[0])
  }
}
