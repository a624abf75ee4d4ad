import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import IdentityDomain
import Postgres
import SwiftProtobuf
import Testing

@testable import identity

@Suite("What the audit log keeps of acts of staff")
struct AuditOfActsTests {
  @Test(
    "an import is told with its file and counts, and account by account, under the name of who ordered it"
  )
  func imports() async throws {
    try await Site.open { site in
      let (kenya, coordinator) = try await site.importer()
      let other = site.somebody([.coordinator], of: kenya)
      _ = try await site.newcomer("amina", of: kenya)
      let file = ImportTests.file.replacingOccurrences(of: "Amina Diallo", with: "Amina Sow")
      let sent = try await site.importing(file, as: coordinator)
      let applied = try await site.apply(sent, as: other)
      let made = try await site.audited("details like '%\(sent.id)%'")
      #expect(
        made.map(\.event) == [
          "upload_complete", "user_created", "user_created", "user_updated", "authz_admin",
        ])
      #expect(made[0].actor == coordinator.accountID && made[0].values["file"] == "people.csv")
      #expect(made.dropFirst().allSatisfy { $0.actor == other.accountID })
      #expect(made[2].values["roles"] == "learner tutor")
      #expect(made[3].values["fields"] == "name")
      #expect(
        made[4].values == [
          "act": "import applied", "file": "people.csv", "administration": "KE", "created": "2",
          "updated": "1", "import": sent.id,
        ])

      _ = try await site.undo(applied, as: coordinator)
      let undone = try await site.audited(
        "details like '%\(sent.id)%' and number > \(made[4].number)")
      #expect(
        undone.map(\.event) == ["user_archived", "user_archived", "user_updated", "authz_admin"])
      #expect(undone.allSatisfy { $0.actor == coordinator.accountID })
      #expect(undone[3].values["act"] == "import undone")
      #expect(undone[3].values["suspended"] == "2" && undone[3].values["restored"] == "1")
    }
  }

  @Test("accounts that an import makes and changes by turns are told in the order of its rows")
  func turns() async throws {
    try await Site.open { site in
      let (kenya, coordinator) = try await site.importer()
      for name in ["old.a", "old.b"] { _ = try await site.newcomer(name, of: kenya) }
      let names = ["new.a", "old.a", "new.b", "new.c", "old.b", "new.d"]
      let file = ["username,name,email"] + names.map { "\($0),Renamed \($0),\($0)@example.org" }
      let sent = try await site.importing(file.joined(separator: "\n"), as: coordinator)
      _ = try await site.apply(sent, as: coordinator)

      let acts = try await site.audited(
        "event in ('user_created', 'user_updated') and details like '%\(sent.id)%'")
      var usernames: [String] = []
      for act in acts {
        let subject = try #require(act.subject)
        usernames.append(try #require(try await AccountStore(site.pool).find(subject)).username)
      }
      #expect(usernames == names)
      let new = names.filter { $0.hasPrefix("new") }
      let creations = acts.filter { $0.event == "user_created" }
      #expect(creations.count == new.count)
      let made = try await site.events(Clikc_Identity_V1_AccountCreated.self).map(\.username)
      #expect(Array(made.suffix(new.count)) == new)
      // The next event of an account an import made is its second.
      #expect(
        try await site.count(
          "select count(*) from accounts where username like 'new._' and event_version = 1") == 4)
      let told = try await site.count(
        """
        select count(*) from import_rows r join accounts a on a.id = r.account_id and a.version = r.version
        where r.applied and r.cells[1] = a.username and (r.before is null) = (a.username like 'new._')
        """)
      #expect(told == 6)
    }
  }

  @Test("undoing an import counts whom it left as they are for nothing")
  func leftAlone() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let applied = try await site.apply(
        try await site.importing(ImportTests.file, as: coordinator), as: coordinator)
      let made = try #require(try await site.audited("event = 'user_created'").last?.subject)
      _ = try await site.acting(as: coordinator) {
        try await site.people.suspendPerson(.with { $0.accountID = made.uuidString })
      }
      _ = try await site.undo(applied, as: coordinator)
      let last = try #require(try await site.audited("event = 'authz_admin'").last)
      #expect(last.values["suspended"] == "2" && last.values["restored"] == "0")
    }
  }

  @Test("slips are told of each account whose password they carry")
  func slips() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let applied = try await site.apply(
        try await site.importing(ImportTests.file, as: coordinator), as: coordinator)
      _ = try await site.slips(of: applied, as: coordinator)
      let slips = try await site.audited("details like '%slip made%'")
      #expect(Set(slips.map(\.subject)).count == 3)
      #expect(slips.allSatisfy { $0.actor == coordinator.accountID })
    }
  }

  @Test("a decided request is told with who decided, of a refusal the length of the reason alone")
  func requests() async throws {
    try await Site.open { site in
      let kenya = try await site.administration()
      for name in ["first", "second"] {
        try await site.ask(of: kenya, email: "\(name)@example.org")
      }
      let ids = try await site.requests(as: [.coordinator], of: kenya).map(\.id)
      let account = try await site.approve(ids[0], "amina", of: kenya)
      try await site.refuse(ids[1], "Not ours.", of: kenya)
      let entries = try await site.audited("details like '%account request%'")
      #expect(
        entries.map(\.values) == [
          ["act": "account request approved", "administration": "KE", "request": ids[0]],
          [
            "act": "account request refused", "administration": "KE", "request": ids[1],
            "reason_length": "9",
          ],
        ])
      #expect(entries.map(\.subject) == [UUID(uuidString: account.id), nil])
      #expect(entries.allSatisfy { $0.actor != nil })
      #expect(try await site.audited("event = 'user_created'").map(\.subject).count == 1)
      try await expectRefusal(reason: "REQUEST_DECIDED") {
        try await site.refuse(ids[1], "Again.", of: kenya)
      }
      #expect(try await site.audited("details like '%account request%'").count == 2)
    }
  }

  @Test("what administrators do to the site is told by its act")
  func site() async throws {
    try await Site.open { site in
      let admin = try await site.administrator()
      _ = try await site.administration("KE")
      let register = Clikc_Identity_V1_Register.Client(wrapping: site.client)
      let documents = Clikc_Identity_V1_PolicyDocuments.Client(wrapping: site.client)
      let principal = Principal(
        accountID: admin.id, sessionID: UUID(), roles: [.administrator], administrationID: nil,
        language: "en", name: "Admin")
      try await site.acting(as: principal) {
        _ = try await register.updateRegisterEntry(
          .with {
            $0.code = "KE"
            $0.quota = 12
            $0.region = .eastSouthernAfrica
          })
        _ = try await documents.createPolicyDocument(
          .with {
            $0.slug = "privacy"
            $0.titles = Site.names
          })
        _ = try await documents.putPolicyDraft(
          .with {
            $0.slug = "privacy"
            $0.language = "en"
            $0.text = "# Privacy"
          })
        try await expectRefusal(reason: "ADMINISTRATION_UNKNOWN") {
          try await register.updateRegisterEntry(.with { $0.code = "ZZ" })
        }
      }
      let entries = try await site.audited("event = 'authz_admin'")
      #expect(
        entries.map { $0.values["act"] } == [
          "administration named", "administration changed", "policy document made",
          "policy draft changed",
        ])
      #expect(entries[1].values["quota"] == "12" && entries[1].actor == admin.id)
      #expect(entries[3].values["language"] == "en")
    }
  }

  @Test("what people do to their own account is told by names of fields, never by values")
  func own() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let token = try await site.signIn("amina", person.password).token
      let privacy = Clikc_Identity_V1_Privacy.Client(wrapping: site.client)
      try await site.acting(as: token) {
        var profile = Site.profile(email: "new@example.org", version: 2)
        profile.city = "Nairobi"
        _ = try await site.accounts.updateProfile(profile)
        _ = try await site.profiles.removePhoto(.init())
        _ = try await privacy.exportMyAccount(.init())
        #expect(try await site.audit.listReaders(.init()).readers.isEmpty)
      }
      try await site.requestReset(username: "amina")
      let entries = try await site.audited("subject = '\(person.account.id)'").suffix(3)
      #expect(
        entries.map { $0.values["act"] } == ["profile sent", "data exported", "reset link sent"])
      #expect(entries.first?.values["fields"] == "email city")
      #expect(entries.last?.actor == nil)
      #expect(!entries.contains { $0.details.contains("Nairobi") })
    }
  }

  @Test(
    "a person who is invited again or moved is told with the act, of a move from where to where")
  func caretaking() async throws {
    try await Site.open { site in
      let kenya = try await site.administration("KE")
      let senegal = try await site.administration("SN")
      let person = try await site.newcomer(of: kenya)
      try await site.acting(as: site.somebody([.coordinator], of: kenya)) {
        _ = try await site.accounts.sendInvitation(.with { $0.accountID = person.account.id })
        _ = try await site.people.movePerson(
          .with {
            $0.accountID = person.account.id
            $0.administrationID = senegal.uuidString
            $0.version = 1
          })
      }
      let entries = try await site.audited("event = 'user_updated'")
      #expect(
        entries.map(\.values) == [
          ["act": "invitation sent"], ["act": "moved", "from": "KE", "to": "SN"],
        ])
    }
  }
}

extension Site {
  /// The entries of the audit log that a condition holds for, in the order they were written.
  func audited(_ condition: String) async throws -> [AuditEntry] {
    try await AuditStore(pool).read("where \(unsafeSQL: condition) order by number")
  }
}
