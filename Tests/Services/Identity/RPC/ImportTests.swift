import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import IdentityDomain
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("An import")
struct ImportTests {
  static let file = """
    username,name,email,language,role,course1
    ann.a,Ann A,ann@example.org,en,learner,risk-1
    bob.b,Bob B,bob@example.org,fr,tutor,
    bob.b,Bob C,bob@example.org,fr,tutor,
    bad name,X,nowhere,de,boss,
    amina,Amina Diallo,amina@example.org,fr,learner,
    """

  @Test("is checked first: nothing changes, and each row says what would be done")
  func checked() async throws {
    try await Site.open { site in
      let (kenya, coordinator) = try await site.importer()
      _ = try await site.newcomer("amina", of: kenya)
      let made = try await site.importing(Self.file, as: coordinator)
      #expect(made.state == .checked && made.total == 5)
      #expect([made.creates, made.updates, made.skips, made.errors] == [2, 0, 1, 2])
      #expect(try await site.count("select count(*) from accounts") == 2)
      let rows = try await site.rows(of: made, as: coordinator)
      #expect(rows.map(\.action) == [.create, .create, .error, .error, .skip])
      #expect(rows[2].faults.map(\.reason) == ["REPEATED_ROW"])
      #expect(Set(rows[3].faults.map(\.column)) == ["email", "language", "role", "username"])
      #expect(rows[3].cells == ["bad name", "X", "nowhere", "de", "boss", ""])
      #expect(try await site.rows(of: made, .error, as: coordinator).count == 2)
    }
  }

  @Test("makes accounts that sign in with what was mailed; the same file again changes nothing")
  func applied() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let made = try await site.apply(
        try await site.importing(Self.file, as: coordinator), as: coordinator)
      #expect(made.state == .applied && made.done == made.total)
      let events = try await site.events(Clikc_Identity_V1_AccountCreated.self)
        .filter { $0.username != "importer" }
      #expect(events.map(\.username) == ["ann.a", "bob.b", "amina"])
      #expect(events.allSatisfy { $0.secretSerial == 1 } && events[1].roles == [1, 2])
      let password = try await site.reveal(.temporaryPassword, events[0].accountID, 1)
      try await expectRefusal(code: .unauthenticated) { try await site.signIn("ann.a", "Wrong-1x") }
      #expect(try await site.signIn("ann.a", " \(password)\n").gate == .changePassword)

      let again = try await site.importing(Self.file, as: coordinator)
      #expect([again.creates, again.updates, again.skips, again.errors] == [0, 0, 3, 2])
      let changed = try await site.importing(
        Self.file.replacingOccurrences(of: "Bob B", with: "Robert B"), as: coordinator)
      #expect([changed.creates, changed.updates, changed.skips] == [0, 1, 2])
      let rows = try await site.rows(of: changed, .update, as: coordinator)
      #expect(rows.map(\.changes) == [["name"]])
      #expect(
        rows.flatMap(\.differences)
          == [
            .with {
              $0.column = "name"
              $0.before = "Bob B"
              $0.after = "Robert B"
            }
          ])
      _ = try await site.apply(changed, as: coordinator)
      #expect(try await site.events(Clikc_Identity_V1_AccountChanged.self).last?.name == "Robert B")
    }
  }

  @Test(
    "gives each its own role and address, ends what they ended with, and leaves the others alone")
  func rolesAndAddresses() async throws {
    try await Site.open { site in
      let (kenya, coordinator) = try await site.importer()
      for name in ["a.role", "b.both", "c.mail", "d.name"] {
        _ = try await site.learner(name, of: kenya, email: "\(name)@example.org")
        _ = try await site.signIn(name, Site.goodPassword)
      }
      let file = """
        username,name,email,role
        a.role,Amina Diallo,a.role@example.org,tutor
        b.both,Amina Diallo,new.b@example.org,tutor
        c.mail,Amina Diallo,new.c@example.org,learner
        d.name,Amina Sow,d.name@example.org,learner
        """
      let made = try await site.apply(
        try await site.importing(file, as: coordinator), as: coordinator)
      #expect(made.updates == 4)

      let tutors = try await site.names(
        "id in (select account_id from account_roles where role = 2)")
      #expect(tutors == ["a.role", "b.both"])
      #expect(try await site.count("select count(*) from account_roles where role = 1") >= 4)
      let told = try await site.events(Clikc_Identity_V1_EmailChanged.self).map(\.formerEmail)
      #expect(told.suffix(2) == ["b.both@example.org", "c.mail@example.org"])
      let open = try await site.names(
        "id in (select account_id from sessions where ended_at is null)")
      #expect(open == ["c.mail", "d.name"])

      let undone = try await site.undo(made, as: coordinator)
      #expect(undone.state == .undone)
      #expect(try await site.count("select count(*) from account_roles where role = 2") == 0)
      #expect(try await site.names("email like 'new.%'") == [])
    }
  }

  @Test("says nothing of somebody who was erased, and everything of the others")
  func erased() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let made = try await site.importing(Self.file, as: coordinator)
      _ = try await site.apply(made, as: coordinator)
      let before = try await site.rows(of: made, as: coordinator)
      let ann = try #require(UUID(uuidString: before[0].accountID))
      try await ErasureStore(site.pool).erase(
        ann, pseudonym: Erasure.pseudonym(of: ann), now: site.clock.now)
      let rows = try await site.rows(of: made, as: coordinator)
      #expect(rows.map(\.number) == [1, 2, 3, 4, 5] && rows[0].cells.isEmpty)
      #expect(Array(rows.dropFirst()) == Array(before.dropFirst()))
    }
  }

  @Test("is applied to the end without somebody who was erased after the check")
  func erasedBefore() async throws {
    try await Site.open { site in
      let (kenya, coordinator) = try await site.importer()
      let amina = try await site.newcomer("amina", of: kenya).account
      let file = Self.file.replacingOccurrences(of: "Amina Diallo", with: "Amina Sow")
      let made = try await site.importing(file, as: coordinator)
      #expect(made.updates == 1)
      let id = try #require(UUID(uuidString: amina.id))
      let pseudonym = Erasure.pseudonym(of: id)
      try await ErasureStore(site.pool).erase(id, pseudonym: pseudonym, now: site.clock.now)
      #expect(try await site.apply(made, as: coordinator).state == .applied)
      #expect(try await site.count("select count(*) from accounts where name = \(pseudonym)") == 1)
      #expect(
        try await site.count("select count(*) from accounts where username in ('ann.a', 'bob.b')")
          == 2)
    }
  }

  @Test("is undone within a day, and the same file brings everybody back")
  func undone() async throws {
    try await Site.open { site in
      let (kenya, coordinator) = try await site.importer()
      _ = try await site.newcomer("amina", of: kenya)
      let file = Self.file.replacingOccurrences(of: "Amina Diallo", with: "Amina Sow")
      let made = try await site.apply(
        try await site.importing(file, as: coordinator), as: coordinator)
      let event = try #require(
        try await site.events(Clikc_Identity_V1_AccountCreated.self).first {
          $0.username == "ann.a"
        })
      let password = try await site.reveal(.temporaryPassword, event.accountID, 1)
      let undone = try await site.undo(made, as: coordinator)
      #expect(undone.state == .undone)
      try await expectRefusal(reason: "ACCOUNT_SUSPENDED") {
        try await site.signIn("ann.a", password)
      }
      try await expectRefusal(reason: "SECRET_GONE") {
        try await site.reveal(.temporaryPassword, event.accountID, 1)
      }
      let amina = try await site.events(Clikc_Identity_V1_AccountChanged.self).last {
        $0.username == "amina"
      }
      #expect(amina?.name == "Amina Diallo")

      let again = try await site.importing(file, as: coordinator)
      #expect([again.creates, again.updates] == [0, 3])
      _ = try await site.apply(again, as: coordinator)
      #expect(try await site.signIn("ann.a", password).gate == .changePassword)

      site.clock.advance(86401)
      try await expectRefusal(reason: "IMPORT_NOT_UNDOABLE") {
        try await site.undo(again, as: coordinator)
      }
    }
  }

  @Test("is its administration's alone, and touches nobody else's people")
  func scope() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer("KE")
      let senegal = try await site.administration("SN")
      _ = try await site.newcomer("foreign", of: senegal)
      let text = """
        username,name,email,administration
        foreign,F,f@example.org,
        new,N,n@example.org,SN
        """
      let made = try await site.importing(text, as: coordinator)
      let rows = try await site.rows(of: made, as: coordinator)
      #expect(
        rows.map { $0.faults.map(\.reason) } == [["USERNAME_TAKEN"], ["OTHER_ADMINISTRATION"]])
      for stranger in [
        site.somebody([.coordinator], of: senegal), site.somebody([.coordinator], of: UUID()),
      ] {
        try await expectRefusal(reason: "IMPORT_UNKNOWN") {
          try await site.acting(as: stranger) {
            try await site.imports.getImport(.with { $0.importID = made.id })
          }
        }
      }
      try await expectRefusal(code: .permissionDenied) {
        try await site.importing(text, as: site.somebody([.tutor], of: senegal))
      }
    }
  }

  @Test("stops at the quota, row by row")
  func quota() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer("KE")
      _ = try await site.decide("KE", region: .europe, quota: 2)
      let made = try await site.apply(
        try await site.importing(Self.file, as: coordinator), as: coordinator)
      #expect(made.state == .applied && made.creates == 1)
      let faults = try await site.rows(of: made, .error, as: coordinator).flatMap(\.faults)
      #expect(faults.filter { $0.reason == "QUOTA_REACHED" }.count == 2)
      #expect(try await site.count("select accounts from administrations where code = 'KE'") == 2)
    }
  }

  @Test("says why a file cannot be read")
  func unreadable() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let made = try await site.importing("name,shoe\nA,42", as: coordinator)
      #expect(made.state == .unreadable && made.fault == "UNKNOWN_COLUMN")
      #expect(made.faultColumn == "shoe")
      try await expectRefusal(reason: "IMPORT_NOT_CHECKED") {
        try await site.apply(made, as: coordinator)
      }
    }
  }

  @Test(
    "says in which format its file came",
    arguments: [
      ("\n", .utf8, .utf8), ("\r\n", .utf8Marked, .utf8Marked),
      ("\r\n", .utf16Little, .utf16Little),
      ("\n", .utf16Big, .utf16Big),
    ] as [(String, ImportEncoding, Clikc_Identity_V1_ImportEncoding)])
  func format(
    lineEnd: String, written: ImportEncoding, told: Clikc_Identity_V1_ImportEncoding
  ) async throws {
    let text = "name;email\(lineEnd)Ama;nowhere"
    let bytes: [UInt8] =
      switch written {
      case .utf8, .utf8Marked: Array(text.utf8)
      case .utf16Little: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case .utf16Big: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      case .workbook: []
      }
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let sent = try await site.sending(Data(written.mark + bytes), as: coordinator)
      #expect(sent.encoding == .unspecified)
      await site.work.imports.drain()
      let made = try await site.read(sent.id, as: coordinator)
      #expect(made.state == .checked && made.errors == 1)
      #expect(made.encoding == told && made.lineEnd == lineEnd && made.delimiter == ";")
    }
  }

  @Test("waits when the database does not give the file, which is not called unreadable")
  func waiting() async throws {
    try await Site.openAsOwner { site in
      let (_, coordinator) = try await site.importer()
      let sent = try await site.sending(Data(Self.file.utf8), as: coordinator)
      try await site.pool.query("alter table imports rename column content to mislaid")
      await site.work.imports.drain()
      #expect(try await site.read(sent.id, as: coordinator).state == .checking)

      try await site.pool.query("alter table imports rename column mislaid to content")
      site.clock.advance(61)
      await site.work.imports.drain()
      #expect(try await site.read(sent.id, as: coordinator).state == .checked)
    }
  }

  @Test("prints slips with new passwords, which end those before")
  func slips() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let made = try await site.apply(
        try await site.importing(Self.file, mailed: false, as: coordinator), as: coordinator)
      let events = try await site.events(Clikc_Identity_V1_AccountCreated.self)
      #expect(events.filter { $0.username == "ann.a" }.map(\.secretSerial) == [0])
      let first = try await site.slips(of: made, as: coordinator)
      #expect(first.map(\.username) == ["amina", "ann.a", "bob.b"])
      let second = try await site.slips(of: made, as: coordinator)
      #expect(Set(first.map(\.temporaryPassword)).isDisjoint(with: second.map(\.temporaryPassword)))
      try await expectRefusal(reason: "SIGN_IN_FAILED") {
        try await site.signIn("ann.a", first[1].temporaryPassword)
      }
      #expect(
        try await site.signIn("ann.a", second[1].temporaryPassword).gate == .changePassword)
    }
  }

  @Test(
    "of a thousand people is checked and applied in batches, and goes on where a worker stopped")
  func batches() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let lines = (1...1000).map { "Officer \($0),officer\($0)@example.org" }
      let text = (["name,email"] + lines).joined(separator: "\n")
      let made = try await site.importing(text, as: coordinator)
      #expect(made.creates == 1000)
      // Two workers at once get in each other's way no more than a second one after a crash.
      _ = try await site.acting(as: coordinator) {
        try await site.imports.applyImport(.with { $0.importID = made.id })
      }
      async let first: Void = site.work.imports.drain()
      async let second: Void = site.work.imports.drain()
      _ = await (first, second)
      #expect(try await site.count("select count(*) from accounts") == 1001)
      #expect(try await site.events(Clikc_Identity_V1_AccountCreated.self).count == 1001)
    }
  }
}
