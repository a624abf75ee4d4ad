import Authentication
import Foundation
import GRPCCore
import NotificationContract
import NotificationDomain
import Postgres
import Problems
import SwiftProtobuf
import TestSupport
import Testing

@testable import notification

@Suite("Taking a certificate back")
struct RevocationTests {
  @Test("needs a second person; then everybody is told, the holder by mail, services by event")
  func confirmed() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      let certificate = try await RegisterCalls.issue(to: learner, workshop)
      let proposal = try await RegisterCalls.propose(certificate, workshop)
      #expect(try await RegisterCalls.verify(certificate.code, workshop).state == .valid)

      for _ in 1...2 {
        let decided = try await RegisterCalls.decide(proposal, .confirmed, workshop)
        #expect(decided.outcome == .confirmed)
      }

      let verified = try await RegisterCalls.verify(certificate.code, workshop)
      #expect(verified.state == .revoked && verified.certificate.hasRevokedAt)
      let mail = "mail where template = 'certificate_revoked' and language = 'en'"
      #expect(try await workshop.count(mail) == 1)
      let told = try await workshop.pool.outboxEvents(
        Clikc_Notification_V1_CertificateRevoked.self)
      #expect(told.map(\.event.serial) == [certificate.serial])
      #expect(told.map(\.event.reason) == ["wrong_person"])
      #expect(told.map(\.envelope.version) == [2])
      // The completion stands, and a completion told again issues nothing.
      try await workshop.hear(learner.completed(), aggregate: UUID())
      #expect(try await workshop.count("completions") == 1)
      #expect(try await workshop.count("certificates") == 1)
    }
  }

  @Test("is not done by one person alone, nor twice, nor by who may not")
  func refusals() async throws {
    try await Workshop.open { workshop in
      let home = UUID()
      let certificate = try await RegisterCalls.issue(
        to: Learner(administration: home.uuidString), workshop)
      let coordinator = Calls.principal(UUID(), [.coordinator], home)
      let proposal = try await RegisterCalls.propose(certificate, workshop, as: coordinator)

      await Calls.refused("REVOCATION_WAITING", .failedPrecondition) {
        try await RegisterCalls.propose(certificate, workshop)
      }
      await Calls.refused("NOT_ALLOWED", .permissionDenied) {
        try await RegisterCalls.decide(proposal, .confirmed, workshop, as: coordinator)
      }
      let both = Calls.principal(coordinator.accountID, [.administrator])
      await Calls.refused("REVOCATION_OWN", .permissionDenied) {
        try await RegisterCalls.decide(proposal, .confirmed, workshop, as: both)
      }
      for foreign in [UUID(), nil] {
        let stranger = Calls.principal(UUID(), [.coordinator], foreign)
        await Calls.refused("CERTIFICATE_NOT_FOUND", .notFound) {
          try await RegisterCalls.propose(certificate, workshop, as: stranger)
        }
      }
      await Calls.refused("NOT_ALLOWED", .permissionDenied) {
        try await RegisterCalls.propose(
          certificate, workshop, as: Calls.principal(UUID(), [.tutor], home))
      }
      try await RegisterCalls.decide(proposal, .confirmed, workshop)
      await Calls.refused("REVOCATION_DECIDED", .failedPrecondition) {
        try await RegisterCalls.decide(proposal, .refused, workshop)
      }
      await Calls.refused("CERTIFICATE_REVOKED", .failedPrecondition) {
        try await RegisterCalls.propose(certificate, workshop)
      }
    }
  }

  @Test("may be refused or withdrawn, and proposed again; the history keeps all of it")
  func history() async throws {
    try await Workshop.open { workshop in
      let certificate = try await RegisterCalls.issue(to: Learner(), workshop)
      let first = try await RegisterCalls.propose(certificate, workshop)
      try await RegisterCalls.decide(first, .refused, workshop)
      let withdrawn = try await RegisterCalls.propose(certificate, workshop, note: "")
      await Calls.refused("REVOCATION_NOT_OWN", .permissionDenied) {
        try await self.withdraw(withdrawn, workshop, as: RegisterCalls.second)
      }
      try await self.withdraw(withdrawn, workshop, as: RegisterCalls.administrator)
      _ = try await RegisterCalls.propose(certificate, workshop)

      let found = try await RegisterCalls.serve(workshop, as: RegisterCalls.second) { register in
        (
          try await register.getCertificate(
            .with { $0.certificateID = certificate.id.uuidString }),
          try await register.listRevocations(.init())
        )
      }
      #expect(found.0.revocations.map(\.outcome) == [.waiting, .withdrawn, .refused])
      #expect(found.0.revocations.map(\.decidable) == [true, false, false])
      #expect(found.0.revocations.map(\.note) == ["The file says so.", "", "The file says so."])
      #expect(found.0.certificate.revocationWaits)
      #expect(found.1.revocations == Array(found.0.revocations.prefix(1)))
      #expect(try await RegisterCalls.verify(certificate.code, workshop).state == .valid)
    }
  }

  @Test("is held to two persons by the database too, and its history only grows")
  func database() async throws {
    try await Workshop.open { workshop in
      let certificate = try await RegisterCalls.issue(to: Learner(), workshop)
      let proposal = try #require(
        UUID(uuidString: try await RegisterCalls.propose(certificate, workshop)))
      let maker = RegisterCalls.administrator.accountID
      for (proposer, decider) in [(maker, maker), (UUID(), UUID())] {
        await #expect(throws: PostgresError.self) {
          try await workshop.pool.query(
            """
            insert into revocation_decisions
              (proposal_id, certificate_id, proposed_by, outcome, decided_by, decided_at)
            values (\(proposal), \(certificate.id), \(proposer), 'confirmed', \(decider), now())
            """)
        }
      }
      for statement in [
        "delete from revocation_proposals", "update revocation_proposals set reason = 'misconduct'",
      ] {
        await #expect(throws: PostgresError.self) {
          try await workshop.pool.query("\(unsafeSQL: statement)")
        }
      }
      #expect(try await workshop.count("revocation_decisions") == 0)
    }
  }

  @Test("confirmed by many at once is done once")
  func concurrently() async throws {
    try await Workshop.open { workshop in
      let certificate = try await RegisterCalls.issue(to: Learner(), workshop)
      let proposal = try #require(
        UUID(uuidString: try await RegisterCalls.propose(certificate, workshop)))
      let revoke = RevokeCertificate(pool: workshop.pool, mailLifetime: 3600)

      let done = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 {
          let person = Caretaker(
            accountID: UUID(), isAdministrator: true, administrationID: nil)
          group.addTask {
            (try? await revoke.decide(proposal, .confirmed, by: person, now: Date())) != nil
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }

      #expect(done == 1)
      #expect(try await workshop.count("mail where template = 'certificate_revoked'") == 1)
    }
  }

  @Test("without a reason, or with one that is none, is refused by the field and changes nothing")
  func badInput() async throws {
    try await Workshop.open { workshop in
      let certificate = try await RegisterCalls.issue(to: Learner(), workshop)
      let cases: [(Clikc_Notification_V1_RevocationReason, String, FieldViolation)] = [
        (.unspecified, "", FieldViolation("reason", "REQUIRED")),
        (.UNRECOGNIZED(99), "", FieldViolation("reason", "INVALID_CHOICE")),
        (.misconduct, "a\u{0}b", FieldViolation("note", "INVALID_CHARACTERS")),
        (
          .misconduct, String(repeating: "x", count: 1001),
          FieldViolation("note", "TOO_LONG")
        ),
      ]
      for (reason, note, violation) in cases {
        let error = await #expect(throws: RPCError.self) {
          try await RegisterCalls.serve(workshop, as: RegisterCalls.administrator) { register in
            try await register.proposeRevocation(
              .with {
                $0.certificateID = certificate.id.uuidString
                $0.reason = reason
                $0.note = note
              })
          }
        }
        #expect(error?.refusal?.violations == [violation])
      }
      #expect(try await workshop.count("revocation_proposals") == 0)
    }
  }

  private func withdraw(
    _ proposal: String, _ workshop: Workshop, as principal: Principal
  ) async throws {
    try await RegisterCalls.serve(workshop, as: principal) { register in
      _ = try await register.withdrawRevocation(.with { $0.proposalID = proposal })
    }
  }
}
