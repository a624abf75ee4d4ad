import Authentication
import Foundation
import GRPCCore
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf
import Testing

@testable import notification

@Suite("The register of certificates")
struct RegisterTests {
  @Test("finds by number, name, course and account, in reach only")
  func finding() async throws {
    try await Workshop.open { workshop in
      let home = UUID()
      let (zoe, kofi) = (
        Learner(name: "Zoé 100% Müller", administration: home.uuidString), Learner(name: "Kofi")
      )
      let first = try await RegisterCalls.issue(to: zoe, workshop)
      let second = try await RegisterCalls.issue(to: kofi, workshop)
      func found(
        _ principal: Principal, _ query: String, account: UUID? = nil, course: UUID? = nil
      ) async throws -> [String] {
        try await RegisterCalls.serve(workshop, as: principal) { register in
          try await register.listCertificates(
            .with {
              $0.query = query
              $0.accountID = account?.uuidString ?? ""
              $0.courseID = course?.uuidString ?? ""
            }
          ).certificates.map(\.certificate.serial)
        }
      }
      let all = RegisterCalls.administrator
      let coordinator = Calls.principal(UUID(), [.coordinator], home)

      #expect(try await found(all, "") == [second.serial, first.serial])
      #expect(try await found(all, first.serial.lowercased()) == [first.serial])
      #expect(try await found(all, "zoé 100%") == [first.serial])
      #expect(try await found(all, "%") == [first.serial])
      #expect(try await found(all, "RISK manage").count == 2)
      #expect(try await found(all, "", account: kofi.account) == [second.serial])
      #expect(try await found(all, "", course: zoe.course) == [first.serial])
      #expect(try await found(coordinator, "") == [first.serial])
      #expect(try await found(coordinator, "Kofi").isEmpty)
      let elsewhere = Calls.principal(UUID(), [.coordinator], nil)
      #expect(try await found(elsewhere, "").isEmpty)
    }
  }

  @Test("goes page by page through all of them, each once")
  func pages() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      _ = try await RegisterCalls.issue(to: learner, workshop)
      try await workshop.pool.query(
        """
        insert into certificates (id, account_id, course_id, course_version, serial, code, holder,
          course_title, language, hours, completed_at, issued_at, pdf_digest, pdf_size)
        select gen_random_uuid(), account_id, gen_random_uuid(), 1, 'CLIKC-2026-' || 900000 + n || '-0',
          'c' || n, holder, course_title, language, hours, completed_at, issued_at, pdf_digest, pdf_size
        from certificates, generate_series(1, 119) as n
        """)

      let serials = try await RegisterCalls.serve(workshop, as: RegisterCalls.administrator) {
        register in
        var (serials, token): ([String], String) = ([], "")
        repeat {
          let request = Clikc_Notification_V1_ListCertificatesRequest.with { $0.pageToken = token }
          let page = try await register.listCertificates(request)
          serials += page.certificates.map(\.certificate.serial)
          token = page.nextPageToken
        } while !token.isEmpty
        return serials
      }

      #expect(serials.count == 120 && Set(serials).count == 120)
    }
  }

  @Test("the holder alone says who sees the name, and strangers may compare it with a print")
  func consent() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      let certificate = try await RegisterCalls.issue(to: learner, workshop)
      func check(_ name: String) async throws -> Bool {
        let same = Answer()
        try await Calls.serve(workshop, as: nil) { certificates, _ in
          let answer = try await certificates.verifyCertificate(
            .with {
              $0.code = certificate.code
              $0.holder = name
            })
          await same.set(answer.holderCheck == .same)
        }
        return await same.value
      }
      func show(_ shown: Bool, as account: UUID) async throws {
        try await Calls.serve(workshop, as: Calls.principal(account)) { certificates, _ in
          _ = try await certificates.showHolder(
            .with {
              $0.courseID = learner.course.uuidString
              $0.shown = shown
            })
        }
      }
      func shown() async throws -> String {
        try await RegisterCalls.verify(certificate.code, workshop).certificate.holder
      }

      #expect(try await shown() == "A. O.")
      #expect(try await check("amina okonkwo"))
      #expect(try await !check("Adam Olsen"))
      await Calls.refused("CERTIFICATE_NOT_ISSUED", .notFound) {
        try await show(true, as: UUID())
      }
      #expect(try await shown() == "A. O.")
      try await show(true, as: learner.account)
      #expect(try await shown() == "Amina Okonkwo")
      try await show(false, as: learner.account)
      #expect(try await shown() == "A. O.")
    }
  }

  @Test("a course's validity is fixed at issue, printed, and over after its last day")
  func expiry() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      let certificate = try await RegisterCalls.issue(to: learner, workshop, months: 24)
      #expect(certificate.validUntil?.text == "2028-11-24")
      let file = try #require(workshop.blobs().first).path()
      let text = String(decoding: try Repository.run("pdftotext", [file, "-"]), as: UTF8.self)
      #expect(text.contains("Valable jusqu’au") && text.contains("24 novembre 2028"))
      #expect(text.contains(certificate.serial))
      let verified = try await RegisterCalls.verify(certificate.code, workshop)
      #expect(verified.certificate.validUntil == "2028-11-24")

      try await workshop.pool.query(
        "update certificates set valid_until = current_date at time zone 'UTC' - interval '1 day'")
      #expect(try await RegisterCalls.verify(certificate.code, workshop).state == .expired)
      let record = try #require(try await workshop.certificate(of: learner))
      #expect(record.state(at: Date()) == .expired)
    }
  }

  private actor Answer {
    var value = false
    func set(_ value: Bool) { self.value = value }
  }
}
