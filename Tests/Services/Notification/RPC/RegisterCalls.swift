import Authentication
import Foundation
import GRPCCore
import GRPCInProcessTransport
import NotificationContract
import NotificationDomain
import RowScopes
import SwiftProtobuf
import Testing

@testable import notification

/// What is done to certificates in tests, by those who look after them.
enum RegisterCalls {
  typealias Register =
    Clikc_Notification_V1_CertificateRegister.Client<InProcessTransport.Client>

  static let administrator = Calls.principal(UUID(), [.administrator])
  static let second = Calls.principal(UUID(), [.administrator])

  static func serve<Answer: Sendable>(
    _ workshop: Workshop, as principal: Principal,
    _ body: @Sendable (Register) async throws -> Answer
  ) async throws -> Answer {
    let transport = InProcessTransport()
    return try await withGRPCServer(
      transport: transport.server, services: workshop.service.services,
      interceptors: [KnownCaller(principal: principal), RowScopeInterceptor()]
    ) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        try await body(Register(wrapping: client))
      }
    }
  }

  /// A rendered certificate of a new learner.
  static func issue(
    to learner: Learner, _ workshop: Workshop, months: Int32 = 0
  ) async throws -> Certificate {
    try await workshop.hear(learner.created, aggregate: learner.account)
    try await workshop.hear(learner.published(months: months), aggregate: learner.course)
    try await workshop.hear(learner.completed(), aggregate: UUID())
    try await workshop.renderAll()
    return try #require(try await workshop.certificate(of: learner)).certificate
  }

  /// What an administrator is told may be done to a certificate: take it back, issue it anew.
  static func options(_ certificate: Certificate, _ workshop: Workshop) async throws -> [Bool] {
    try await self.serve(workshop, as: administrator) { register in
      let found = try await register.getCertificate(
        .with { $0.certificateID = certificate.id.uuidString }
      ).certificate
      return [found.revocable, found.reissuable]
    }
  }

  /// Proposes to take a certificate back.
  static func propose(
    _ certificate: Certificate, _ workshop: Workshop, as principal: Principal = administrator,
    note: String = "The file says so."
  ) async throws -> String {
    try await self.serve(workshop, as: principal) { register in
      try await register.proposeRevocation(
        .with {
          $0.certificateID = certificate.id.uuidString
          $0.reason = .wrongPerson
          $0.note = note
        }
      ).revocation.id
    }
  }

  /// Confirms or refuses.
  @discardableResult
  static func decide(
    _ proposal: String, _ outcome: Clikc_Notification_V1_RevocationOutcome, _ workshop: Workshop,
    as principal: Principal = second
  ) async throws -> Clikc_Notification_V1_Revocation {
    try await self.serve(workshop, as: principal) { register in
      try await register.decideRevocation(
        .with {
          $0.proposalID = proposal
          $0.outcome = outcome
        }
      ).revocation
    }
  }

  /// Issues anew.
  static func reissue(
    _ certificate: Certificate, _ workshop: Workshop, as principal: Principal = administrator
  ) async throws -> String {
    try await self.serve(workshop, as: principal) { register in
      try await register.reissueCertificate(
        .with { $0.certificateID = certificate.id.uuidString }
      ).certificateID
    }
  }

  /// What anybody learns from a code.
  static func verify(
    _ code: String, _ workshop: Workshop
  ) async throws -> Clikc_Notification_V1_VerifyCertificateResponse {
    let found = Found()
    try await Calls.serve(workshop, as: nil) { certificates, _ in
      await found.set(try await certificates.verifyCertificate(.with { $0.code = code }))
    }
    return await found.answer
  }

  private actor Found {
    var answer = Clikc_Notification_V1_VerifyCertificateResponse()
    func set(_ answer: Clikc_Notification_V1_VerifyCertificateResponse) { self.answer = answer }
  }
}
