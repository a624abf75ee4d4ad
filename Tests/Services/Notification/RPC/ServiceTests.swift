import Authentication
import Foundation
import GRPCCore
import GRPCInProcessTransport
import NotificationContract
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

  @Test(
    "a code that is none, or nobody's, is unknown",
    arguments: [
      "", "x", "0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD", "'; drop table certificates; --",
    ])
  func unknown(code: String) async throws {
    try await Workshop.open { workshop in
      try await Calls.serve(workshop, as: nil) { certificates, _ in
        await Calls.refused("CERTIFICATE_UNKNOWN", .notFound) {
          try await certificates.verifyCertificate(.with { $0.code = code })
        }
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
        #expect(verified.certificate == certificate)
        #expect(verified.certificate.state == .valid)
      }
    }
  }
}
