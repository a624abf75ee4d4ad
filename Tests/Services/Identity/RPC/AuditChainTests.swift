import Authentication
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import IdentityDomain
import Logging
import Postgres
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@testable import identity

@Suite("The chain of the audit log")
struct AuditChainTests {
  @Test("holds from the first entry to the last, and when followed from a place in between")
  func whole() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      try await AuditSealer(pool: site.pool, logger: Logger(label: "test")).seal()
      let all = try await site.verify(.init())
      #expect(all.done && all.fault == .unspecified && all.position == 6)
      let part = try await site.verify(.with { $0.until = 2 })
      #expect(part.position == 2)
      let rest = try await site.verify(
        .with {
          $0.position = part.position
          $0.hash = part.hash
        })
      #expect(rest.hash == all.hash && rest.position == 6)
    }
  }

  @Test("does not go on from another hash")
  func otherHash() async throws {
    try await Site.open { site in
      _ = try await site.learner()
      try await AuditSealer(pool: site.pool, logger: Logger(label: "test")).seal()
      let wrong = try await site.verify(
        .with {
          $0.position = 2
          $0.hash = Data(repeating: 1, count: 32)
        })
      #expect(wrong.fault == .changed && wrong.position == 2)
    }
  }

  @Test(
    "names the first entry that was changed, removed or put in, whatever the database's owner does",
    arguments: [
      (
        "update audit_entries set details = '{}' where number = (select entry from audit_chain where position = 3)",
        Clikc_Identity_V1_AuditFault.changed, Int64(2)
      ),
      (
        "update audit_entries set at = at - interval '1 microsecond' where number = (select entry from audit_chain where position = 1)",
        .changed, 0
      ),
      ("update audit_chain set hash = sha256('x') where position = 5", .changed, 4),
      ("delete from audit_chain where position = 4", .gap, 3),
      (
        """
        alter table audit_chain drop constraint audit_chain_entry_fkey;
        delete from audit_entries where number = (select entry from audit_chain where position = 2)
        """, .missing, 1
      ),
      (
        """
        insert into audit_entries (at, event, client_address, device, details)
        values (now() - interval '1 hour', 'user_created', '', '', '{}')
        """, .unchained, 5
      ),
    ])
  func tampered(
    statement: String, fault: Clikc_Identity_V1_AuditFault, holds position: Int64
  ) async throws {
    let components = MigrationComponent.ofService("Identity")
    try await withTestDatabaseAddresses(schema: "identity", components: components) { database in
      let logger = Logger(label: "test")
      let owner = PostgresPool(
        try PostgresConfiguration(url: database.superuserURL), logger: logger)
      let pool = PostgresPool(try PostgresConfiguration(url: database.runtimeURL), logger: logger)
      for number in 1...5 {
        try await AuditStore(pool).append(
          NewAuditEntry(
            at: Date(timeIntervalSinceNow: -3600), event: .accountCreated, actor: UUID(),
            subject: nil, clientAddress: "", device: "", details: [.made: "\(number)"]))
      }
      try await AuditSealer(pool: pool, logger: logger).seal()
      try await owner.withSession { session in
        try await session.connection.run(
          unsafeScript: """
            set search_path = identity;
            alter table audit_entries disable trigger user;
            alter table audit_chain disable trigger user;
            \(statement);
            """)
      }
      let answer = try await Self.verify(pool)
      #expect(answer.fault == fault && answer.position == position)
      #expect(answer.entry > 0)
      await pool.close()
      await owner.close()
    }
  }

  /// What the operator's command is answered over that database.
  private static func verify(
    _ pool: PostgresPool
  ) async throws -> Clikc_Identity_V1_VerifyAuditResponse {
    try await CallOrigin.$current.withValue(CallOrigin(caller: "clikcctl", clientAddress: "")) {
      try await AuditService.verification(of: pool, .init(), now: Date())
    }
  }
}

@Suite("Reading the audit log")
struct AuditReadingTests {
  @Test("is for administrators, by person, kind and day, in pages")
  func search() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      _ = try? await site.signIn("amina", "Wrong-Password 1")
      let search = { (request: Clikc_Identity_V1_SearchAuditRequest) in
        try await site.acting(as: site.somebody([.administrator])) {
          try await site.audit.searchAudit(request)
        }
      }
      for role in [Role.learner, .tutor, .coordinator, .expert] {
        try await expectRefusal(reason: "NOT_ALLOWED") {
          try await site.acting(as: site.somebody([role])) {
            try await site.audit.searchAudit(.init())
          }
        }
      }
      let failed = try await search(.with { $0.event = "authn_login_fail" }).entries
      #expect(failed.map(\.subject.username) == ["amina"])
      #expect(failed.first?.details["reason"] == "password")
      let first = try await search(
        .with {
          $0.actor = "AMINA"
          $0.pageSize = 2
        })
      #expect(first.entries.count == 2 && !first.nextPageToken.isEmpty)
      #expect(first.entries.allSatisfy { $0.actor.accountID == person.account.id })
      let rest = try await search(
        .with {
          $0.actor = "amina"
          $0.pageToken = first.nextPageToken
        })
      #expect(Set(rest.entries.map(\.number)).isDisjoint(with: first.entries.map(\.number)))
      #expect(try await search(.with { $0.subject = "nobody" }).entries.isEmpty)
      #expect(try await search(.with { $0.until = "2020-01-01" }).entries.isEmpty)
      #expect(try await search(.with { $0.since = "2020-01-01" }).entries.count >= 6)
      try await expectRefusal(reason: "INVALID_REQUEST") {
        try await search(.with { $0.since = "2020-13-41" })
      }
    }
  }

  @Test("shows a person who of the staff looked at their record, and nobody else's")
  func readers() async throws {
    try await Site.open { site in
      let person = try await site.learner()
      let other = try await site.learner("li", email: "li@example.org")
      let token = try await site.signIn("amina", person.password).token
      let reader = Principal(
        accountID: other.id, sessionID: UUID(), roles: [.coordinator], administrationID: nil,
        language: "en", name: "Li")
      try await site.acting(as: reader) {
        _ = try await site.audit.noteRecordRead(
          .with {
            $0.accountID = person.account.id
            $0.method = "clikc.notification.v1.Mail/ListMail"
          }, metadata: [CallMetadata.caller: "gateway"])
      }
      let mine = try await site.acting(as: token) {
        try await site.audit.listReaders(.init()).readers
      }
      #expect(mine.map(\.name) == ["Amina Diallo"], "the name of the other's account")
      #expect(mine.first?.method == "clikc.notification.v1.Mail/ListMail")
      let theirs = try await site.acting(as: reader) {
        try await site.audit.listReaders(.init()).readers
      }
      #expect(theirs.isEmpty)
      try await expectRefusal(reason: "NOT_ALLOWED") {
        try await site.acting(as: reader) {
          try await site.audit.noteRecordRead(.with { $0.accountID = person.account.id })
        }
      }
    }
  }
}

extension Site {
  var audit: Clikc_Identity_V1_Audit.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }

  func verify(
    _ request: Clikc_Identity_V1_VerifyAuditRequest
  ) async throws -> Clikc_Identity_V1_VerifyAuditResponse {
    try await audit.verifyAudit(request, metadata: [CallMetadata.caller: "clikcctl"])
  }
}
