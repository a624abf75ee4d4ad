import Foundation
import IdentityDomain
import Testing

@Suite struct AccountCreationTests {
  let own = UUID()

  func create(
    name: String = " Amina  Diallo ", username: String = "Amina.Diallo",
    email: String = "amina@Example.ORG", language: String = "fr", administration: UUID? = nil
  ) throws -> AccountCreation {
    try AccountCreation(
      name: name, username: username, email: email, language: language,
      administration: administration, by: .coordinator(administration: own))
  }

  @Test("A coordinator's new account belongs to their administration and is written one way")
  func accepted() throws {
    let account = try create()
    #expect(account.name.text == "Amina Diallo")
    #expect(account.username.text == "amina.diallo")
    #expect(account.email.text == "amina@example.org")
    #expect(account.language == .french)
    #expect(account.administration == own)
  }

  @Test("A coordinator creates no account for another administration; an administrator may")
  func scope() throws {
    let other = UUID()
    #expect(throws: AccountCreationError.otherAdministration) {
      try create(administration: other)
    }
    let account = try AccountCreation(
      name: "Li", username: "li", email: "li@a.cn", language: "en", administration: other,
      by: .administrator)
    #expect(account.administration == other)
  }

  @Test("A coordinator makes learners and tutors, an administrator whoever is needed")
  func roles() throws {
    let create = { (roles: Set<SiteRole>, creator: AccountCreator) in
      try AccountCreation(
        name: "Li", username: "li", email: "li@a.cn", language: "en", administration: nil,
        roles: roles, by: creator)
    }
    #expect(try create([], .coordinator(administration: own)).roles == [.learner])
    #expect(try create([.tutor], .coordinator(administration: own)).roles == [.learner, .tutor])
    for role in [SiteRole.coordinator, .expert, .administrator] {
      #expect(throws: AccountCreationError.roleNotGrantable) {
        try create([role], .coordinator(administration: own))
      }
      #expect(try create([role], .administrator).roles == [.learner, role])
    }
  }

  @Test("A name loses what would turn the text around it, and keeps what scripts need within words")
  func turningCharacters() throws {
    let turned = try create(name: "\u{202B}\u{2068}نور\u{2069} \u{202E}الهاشمي\u{202C}\u{202C}")
    #expect(turned.name.text == "نور الهاشمي")
    let joined = try create(name: "علی\u{200C}رضا O\u{2019}Neil\u{200E}")
    #expect(joined.name.text == "علی\u{200C}رضا O\u{2019}Neil\u{200E}")
    #expect(throws: AccountCreationError.invalid(["name": .required])) {
      try create(name: "\u{202A}\u{2066} \u{2069}\u{202C}")
    }
  }

  @Test("All wrong fields are named at once")
  func faults() {
    #expect(
      throws: AccountCreationError.invalid([
        "name": .required, "username": .invalidCharacters, "email": .notAnEmail,
        "language": .unknownLanguage,
      ])
    ) { try create(name: " ", username: "a b", email: "amina@", language: "de") }
    #expect(
      throws: AccountCreationError.invalid(["name": .invalidCharacters, "username": .tooShort])
    ) { try create(name: "A\u{7}b", username: "a") }
    #expect(
      throws: AccountCreationError.invalid(["name": .tooLong, "username": .tooLong])
    ) {
      try create(
        name: String(repeating: "é", count: 121), username: String(repeating: "a", count: 101))
    }
  }

  @Test(
    "What is no address is refused",
    arguments: ["a", "@b.org", "a@b", "a@@b.org", "a..b@c.org", "a@-b.org", "a b@c.org", "a@b..c"])
  func addresses(text: String) {
    #expect(throws: FieldFault.notAnEmail) { try EmailAddress(text) }
  }
}
