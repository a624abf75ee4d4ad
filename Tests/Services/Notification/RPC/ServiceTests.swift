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
      try await self.call(workshop, as: self.principal(learner.account)) { certificates, _ in
        await self.refused("CERTIFICATE_NOT_ISSUED", .notFound) {
          try await certificates.getMyCertificate(request)
        }
        try await workshop.hear(learner.completed(), aggregate: learner.course)
        await self.refused("CERTIFICATE_NOT_ISSUED", .notFound) {
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
      try await self.call(workshop, as: self.principal(UUID())) { certificates, _ in
        await self.refused("CERTIFICATE_NOT_ISSUED", .notFound) {
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
      try await self.call(workshop, as: nil) { certificates, _ in
        await self.refused("CERTIFICATE_UNKNOWN", .notFound) {
          try await certificates.verifyCertificate(.with { $0.code = code })
        }
      }
    }
  }

  @Test("who is not logged in has no certificates and sees no mail")
  func anonymous() async throws {
    try await Workshop.open { workshop in
      try await self.call(workshop, as: nil) { certificates, mail in
        await self.refused("SIGN_IN_REQUIRED", .unauthenticated) {
          try await certificates.listMyCertificates(.init())
        }
        await self.refused("SIGN_IN_REQUIRED", .unauthenticated) {
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
        self.principal(UUID(), [.coordinator], administration),
        self.principal(UUID(), [.administrator], nil),
      ]
      for principal in allowed {
        try await self.call(workshop, as: principal) { _, mail in
          let deliveries = try await mail.listMail(request).deliveries
          #expect(deliveries.map(\.recipient) == ["amina@customs.example"])
          #expect(deliveries.map(\.state) == [.queued])
        }
      }
      let refused = [
        (self.principal(UUID(), [.coordinator], UUID()), "MAIL_NOT_VISIBLE"),
        (self.principal(UUID(), [.coordinator], nil), "MAIL_NOT_VISIBLE"),
        (self.principal(learner.account, [], administration), "NOT_ALLOWED"),
        (self.principal(UUID(), [.tutor], administration), "NOT_ALLOWED"),
      ]
      for (principal, reason) in refused {
        try await self.call(workshop, as: principal) { _, mail in
          await self.refused(reason, .permissionDenied) { try await mail.listMail(request) }
        }
      }
    }
  }

  @Test("what is no UUID is named as the field at fault")
  func malformed() async throws {
    try await Workshop.open { workshop in
      try await self.call(workshop, as: self.principal(UUID())) { certificates, _ in
        let error = await #expect(throws: RPCError.self) {
          try await certificates.getMyCertificate(.with { $0.courseID = "1 or 1=1" })
        }
        #expect(error?.refusal?.violations == [FieldViolation("course_id", "NOT_A_UUID")])
      }
    }
  }

  private typealias Certificates =
    Clikc_Notification_V1_Certificates.Client<InProcessTransport.Client>
  private typealias Mail = Clikc_Notification_V1_Mail.Client<InProcessTransport.Client>

  private func verify(
    _ certificate: Clikc_Notification_V1_Certificate, _ workshop: Workshop
  ) async throws {
    try await self.call(workshop, as: nil) { certificates, _ in
      let typed = certificate.code.lowercased().replacing("-", with: " ")
      for code in [certificate.code, typed] {
        let verified = try await certificates.verifyCertificate(.with { $0.code = code })
        #expect(verified.certificate == certificate)
        #expect(verified.certificate.state == .valid)
      }
    }
  }

  private func principal(
    _ account: UUID, _ roles: Set<Role> = [], _ administration: UUID? = nil
  ) -> Principal {
    Principal(
      accountID: account, sessionID: UUID(), roles: roles, administrationID: administration,
      language: "en", name: "Somebody")
  }

  private func refused<Answer: Sendable>(
    _ reason: String, _ code: RPCError.Code, _ call: () async throws -> Answer
  ) async {
    let error = await #expect(throws: RPCError.self) { _ = try await call() }
    #expect(error?.code == code)
    #expect(error?.refusal?.reason == reason)
  }

  /// Serves the calls in this process to a caller who is already known.
  private func call(
    _ workshop: Workshop, as principal: Principal?,
    _ body: @Sendable (Certificates, Mail) async throws -> Void
  ) async throws {
    let transport = InProcessTransport()
    try await withGRPCServer(
      transport: transport.server, services: workshop.service.services,
      interceptors: [KnownCaller(principal: principal)]
    ) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        try await body(Certificates(wrapping: client), Mail(wrapping: client))
      }
    }
  }
}

/// Stands for the verification of the signed principal, which has tests of its own.
private struct KnownCaller: ServerInterceptor {
  let principal: Principal?

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    try await Principal.$current.withValue(self.principal) { try await next(request, context) }
  }
}
