import Authentication
import CertificateStatements
import Cryptography
import Foundation
import GRPCCore
import GRPCInProcessTransport
import NotificationContract
import NotificationDomain
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import notification

@Suite struct ServiceTests {
  @Test("a certificate is its holder's alone, once it is rendered; anybody may verify it")
  func certificates() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      try await workshop.hear(learner.created, aggregate: learner.account)
      try await workshop.hear(learner.published(), aggregate: learner.course)
      let request = Clikc_Notification_V1_GetMyCertificateRequest.with {
        $0.courseID = learner.course.uuidString
      }
      try await Calls.serve(workshop, as: Calls.principal(learner.account)) { certificates, _ in
        await Calls.refused("CERTIFICATE_NOT_ISSUED", .notFound) {
          try await certificates.getMyCertificate(request)
        }
        try await workshop.hear(learner.completed(), aggregate: learner.course)
        await Calls.refused("CERTIFICATE_NOT_ISSUED", .notFound) {
          try await certificates.getMyCertificate(request)
        }
        try await workshop.renderAll()

        let certificate = try await certificates.getMyCertificate(request).certificate
        #expect(certificate.holder == "Amina Okonkwo")
        #expect(certificate.pdfDigest == workshop.blobs().first?.lastPathComponent)
        #expect(certificate.pdfSize > 10_000)
        // The course is in French, the holder's account in English.
        #expect(certificate.language == "fr" && certificate.secondLanguage == "en")
        #expect(certificate.secondTitle == certificate.courseTitle)
        #expect(
          try await certificates.listMyCertificates(.init()).certificates == [certificate])
        try await self.verify(certificate, workshop)
      }
      try await Calls.serve(workshop, as: Calls.principal(UUID())) { certificates, _ in
        await Calls.refused("CERTIFICATE_NOT_ISSUED", .notFound) {
          try await certificates.getMyCertificate(request)
        }
      }
    }
  }

  @Test("the statement in the QR code holds beside its own certificate only")
  func statements() async throws {
    try await Workshop.open { workshop in
      let (learner, other) = (Learner(), Learner())
      let mine = try await self.issue(to: learner, workshop)
      let theirs = try await self.issue(to: other, workshop)
      let statement = try #require(mine.statement)
      let foreign = try SignedStatement(
        #require(SignedStatement(statement)).statement, by: SigningKey.generate())
      try await Calls.serve(workshop, as: nil) { certificates, _ in
        var found: [SignatureState] = []
        for (text, code) in [
          ("", mine.code), (statement, mine.code), (statement, theirs.code),
          (foreign.text, mine.code), ("no statement", mine.code),
        ] {
          let answer = try await certificates.verifyCertificate(
            .with {
              $0.code = code
              $0.statement = text
            })
          found.append(answer.signature)
        }

        #expect(found == [.unspecified, .holds, .other, .broken, .broken])
      }
    }
  }

  @Test("a certificate issued before there were statements is valid, and has none")
  func unsigned() async throws {
    try await Workshop.open { workshop in
      let issued = try await self.issue(to: Learner(), workshop)
      try await workshop.pool.query(
        "update certificates set statement = null, pdf_digest = null, pdf_size = null")
      try await workshop.renderAll()
      try await Calls.serve(workshop, as: nil) { certificates, _ in
        let answer = try await certificates.verifyCertificate(.with { $0.code = issued.code })

        #expect(answer.certificate.state == .valid)
        #expect(answer.signature == .unspecified)
      }
    }
  }

  @Test("the public keys are everybody's, the one that signs first, and old ones still verify")
  func keys() async throws {
    let (old, new) = (try SigningKey.generate(), try SigningKey.generate())
    let seal = CertificateSeal(key: new, older: [old.verificationKey, new.verificationKey])
    try await Workshop.open { workshop in
      let issued = try await self.issue(to: Learner(), workshop)
      let statement = try #require(issued.statement.flatMap(SignedStatement.init)).statement
      let signed = try SignedStatement(statement, by: old)

      #expect(seal.keys.map(\.bytes) == [new.verificationKey.bytes, old.verificationKey.bytes])
      #expect(try seal.verdict(signed.text, beside: issued) == .holds)
      try await Calls.serve(workshop, as: nil) { certificates, _ in
        let keys = try await certificates.listCertificateKeys(.init()).keys
        let key = try SigningKey(seed: Array(0..<32)).verificationKey

        #expect(keys.map(\.publicKey) == [base64URL(key.bytes)])
        #expect(keys.map(\.id) == [base64URL(key.keyID)])
        #expect(keys.map(\.signs) == [true])
      }
    }
  }

  private typealias SignatureState = Clikc_Notification_V1_SignatureState

  private func issue(to learner: Learner, _ workshop: Workshop) async throws -> Certificate {
    try await workshop.hear(learner.created, aggregate: learner.account)
    try await workshop.hear(learner.published(), aggregate: learner.course)
    try await workshop.hear(learner.completed(), aggregate: UUID())
    try await workshop.renderAll()
    return try #require(try await workshop.certificate(of: learner)).certificate
  }

  @Test(
    "a code that is none, or nobody's, is unknown",
    arguments: [
      "", "x", "0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD", "'; drop table certificates; --",
    ])
  func unknown(code: String) async throws {
    try await Workshop.open { workshop in
      try await Calls.serve(workshop, as: nil) { certificates, _ in
        let answer = try await certificates.verifyCertificate(.with { $0.code = code })
        #expect(answer.state == .unknown && !answer.hasCertificate)
      }
    }
  }

  @Test("who is not logged in has no certificates and sees no mail")
  func anonymous() async throws {
    try await Workshop.open { workshop in
      try await Calls.serve(workshop, as: nil) { certificates, mail in
        await Calls.refused("SIGN_IN_REQUIRED", .unauthenticated) {
          try await certificates.listMyCertificates(.init())
        }
        await Calls.refused("SIGN_IN_REQUIRED", .unauthenticated) {
          try await mail.listMail(.with { $0.accountID = UUID().uuidString })
        }
      }
    }
  }

  @Test("mail is shown to coordinators of the administration and to administrators")
  func mail() async throws {
    try await Workshop.open { workshop in
      let administration = UUID()
      let learner = Learner(administration: administration.uuidString, serial: 1)
      try await workshop.hear(learner.created, aggregate: learner.account)
      let request = Clikc_Notification_V1_ListMailRequest.with {
        $0.accountID = learner.account.uuidString
      }
      let allowed: [Principal] = [
        Calls.principal(UUID(), [.coordinator], administration),
        Calls.principal(UUID(), [.administrator], nil),
      ]
      for principal in allowed {
        try await Calls.serve(workshop, as: principal) { _, mail in
          let deliveries = try await mail.listMail(request).deliveries
          #expect(deliveries.map(\.template) == ["invitation_reminder", "new_account"])
          #expect(deliveries.allSatisfy { $0.recipient == "amina@customs.example" })
          #expect(deliveries.allSatisfy { $0.state == .queued })
        }
      }
      let refused = [
        (Calls.principal(UUID(), [.coordinator], UUID()), "MAIL_NOT_VISIBLE"),
        (Calls.principal(UUID(), [.coordinator], nil), "MAIL_NOT_VISIBLE"),
        (Calls.principal(learner.account, [], administration), "NOT_ALLOWED"),
        (Calls.principal(UUID(), [.tutor], administration), "NOT_ALLOWED"),
      ]
      for (principal, reason) in refused {
        try await Calls.serve(workshop, as: principal) { _, mail in
          await Calls.refused(reason, .permissionDenied) { try await mail.listMail(request) }
        }
      }
    }
  }

  @Test("what is no UUID is named as the field at fault")
  func malformed() async throws {
    try await Workshop.open { workshop in
      try await Calls.serve(workshop, as: Calls.principal(UUID())) { certificates, _ in
        let error = await #expect(throws: RPCError.self) {
          try await certificates.getMyCertificate(.with { $0.courseID = "1 or 1=1" })
        }
        #expect(error?.refusal?.violations == [FieldViolation("course_id", "NOT_A_UUID")])
      }
    }
  }

  private func verify(
    _ certificate: Clikc_Notification_V1_Certificate, _ workshop: Workshop
  ) async throws {
    try await Calls.serve(workshop, as: nil) { certificates, _ in
      let typed = certificate.code.lowercased().replacing("-", with: " ")
      for code in [certificate.code, typed] {
        let verified = try await certificates.verifyCertificate(.with { $0.code = code })
        var expected = certificate
        expected.holder = "A. O."
        #expect(verified.certificate == expected)
        #expect(verified.state == .valid)
      }
    }
  }
}
