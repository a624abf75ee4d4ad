import Authentication
import Foundation
import GRPCCore
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf
import Testing

@testable import notification

@Suite("Counts of certificates", .timeLimit(.minutes(1)))
struct CertificateCountTests {
  private typealias Count = Clikc_Notification_V1_CertificateCount

  private func counts(
    _ workshop: Workshop, as caller: Principal, of administration: UUID? = nil
  ) async throws -> [Count] {
    try await RegisterCalls.serve(workshop, as: caller) { register in
      try await register.countCertificates(
        .with { $0.administrationID = administration?.uuidString ?? "" }
      ).courses
    }
  }

  @Test("are of those that are valid, by course, of the people in reach")
  func reach() async throws {
    try await Workshop.open { workshop in
      let (kenya, ghana) = (UUID(), UUID())
      let amina = Learner(administration: kenya.uuidString)
      let kofi = Learner(name: "Kofi", administration: ghana.uuidString)
      _ = try await RegisterCalls.issue(to: amina, workshop, months: 1)
      let theirs = try await RegisterCalls.issue(to: kofi, workshop)
      let all = try await counts(workshop, as: RegisterCalls.administrator)
      #expect(
        Set(all.map(\.courseID))
          == Set([amina, kofi].map { $0.course.uuidString.lowercased() }))
      #expect(all.allSatisfy { $0.valid == 1 && $0.recent == 1 && !$0.title.isEmpty })
      let own = try await counts(workshop, as: Calls.principal(UUID(), [.coordinator], kenya))
      #expect(own.count == 1 && own[0].ending == 1, "it ends within a month")
      #expect(all.first { $0.courseID != own[0].courseID }?.ending == 0)
      #expect(
        try await counts(workshop, as: RegisterCalls.administrator, of: kenya) == own)
      let coordinator = Calls.principal(UUID(), [.coordinator], kenya)
      #expect(try await counts(workshop, as: coordinator, of: ghana).isEmpty)
      #expect(
        try await counts(workshop, as: Calls.principal(UUID(), [.coordinator], nil)).isEmpty)
      await Calls.refused("NOT_ALLOWED", .permissionDenied) {
        try await self.counts(workshop, as: Calls.principal(UUID(), [.tutor, .expert], kenya))
      }

      let proposal = try await RegisterCalls.propose(theirs, workshop)
      #expect(try await counts(workshop, as: RegisterCalls.administrator).count == 2)
      try await RegisterCalls.decide(proposal, .confirmed, workshop)
      #expect(try await counts(workshop, as: RegisterCalls.administrator) == own)
    }
  }

  @Test("leave out those that ended, were replaced or have no file yet, and tell which are new")
  func standing() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      _ = try await RegisterCalls.issue(to: learner, workshop)
      try await workshop.pool.query(
        """
        insert into certificates (id, account_id, course_id, course_version, serial, code, holder,
          course_title, language, hours, completed_at, issued_at, pdf_digest, pdf_size, valid_until,
          superseded_at)
        select gen_random_uuid(), gen_random_uuid(), course_id, 1, 'CLIKC-2026-' || 900000 + n || '-0',
          'c' || n, holder, course_title, language, hours, completed_at,
          issued_at - case n when 1 then interval '31 days' else interval '0' end,
          case when n <> 2 then pdf_digest end, case when n <> 2 then pdf_size end,
          (now() at time zone 'UTC')::date + case n when 3 then -1 when 4 then 0 when 5 then 60 when 6 then 61 end,
          case when n = 7 then now() end
        from certificates, generate_series(1, 7) as n
        """)
      try await workshop.pool.query(
        """
        insert into people (account_id, version, username, email, name, language)
        select account_id, 1, 'u', 'u@customs.example', 'U', 'en' from certificates
        on conflict do nothing
        """)
      let found = try await counts(workshop, as: RegisterCalls.administrator)
      #expect(found.count == 1)
      #expect((found[0].valid, found[0].recent, found[0].ending) == (5, 4, 2))
    }
  }
}
