import Authentication
import Foundation
package import GRPCCore
package import NotificationContract
import NotificationDomain
package import Postgres
import Problems
import SwiftProtobuf

/// Certificates as digital credentials for their holders, and for anybody what verifies them.
package struct CredentialsService: Clikc_Notification_V1_Credentials.SimpleServiceProtocol {
  private let pool: PostgresPool
  private let certificates: CertificateStore
  private let status: StatusStore
  private let writer: CredentialWriter
  private let gate = VerificationGate()

  package init(pool: PostgresPool, writer: CredentialWriter) {
    self.pool = pool
    self.certificates = CertificateStore(pool: pool)
    self.status = StatusStore(pool: pool)
    self.writer = writer
  }

  package func getMyCredential(
    request: Clikc_Notification_V1_GetMyCredentialRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetMyCredentialResponse {
    let caller = try Principal.required()
    let courseID = try RequestField.identifier(request.courseID, "course_id")
    let record = try await self.certificates.find(
      accountID: caller.accountID, courseID: courseID)
    guard let record, record.document != nil else {
      throw Refusal(.notFound, "CERTIFICATE_NOT_ISSUED")
    }
    // One that was taken back must not be handed out as if it held.
    guard record.life.revokedAt == nil else {
      throw Refusal(.failedPrecondition, "CERTIFICATE_REVOKED")
    }
    let entry = try await self.status.entry(of: record.certificate.id)
    let token = try self.writer.credential(record.certificate, entry: entry)
    return .with {
      $0.token = token
      $0.serial = record.certificate.serial
    }
  }

  package func getStatusList(
    request: Clikc_Notification_V1_GetStatusListRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetStatusListResponse {
    let ended = try await self.ended(request.number)
    let token = try self.writer.statusList(request.number, ended, at: Date())
    return .with { $0.token = token }
  }

  package func getRevocationList(
    request: Clikc_Notification_V1_GetRevocationListRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetRevocationListResponse {
    let ended = try await self.ended(request.number)
    let json = try self.writer.revocationList(request.number, ended)
    return .with { $0.json = Data(json) }
  }

  package func getAchievement(
    request: Clikc_Notification_V1_GetAchievementRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetAchievementResponse {
    let courseID = try RequestField.identifier(request.courseID, "course_id")
    let course = try await CompletionStore().course(
      courseID, version: request.courseVersion, in: self.pool)
    guard let course, course.certificate else { throw Self.unknownDocument }
    let json = try self.writer.achievement(course)
    return .with { $0.json = Data(json) }
  }

  package func getIssuer(
    request: Clikc_Notification_V1_GetIssuerRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetIssuerResponse {
    let json = try self.writer.issuer()
    return .with { $0.json = Data(json) }
  }

  package func getKeySet(
    request: Clikc_Notification_V1_GetKeySetRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetKeySetResponse {
    let json = try self.writer.keySet()
    return .with { $0.json = Data(json) }
  }

  package func getKey(
    request: Clikc_Notification_V1_GetKeyRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetKeyResponse {
    guard let json = try self.writer.key(request.keyID) else { throw Self.unknownDocument }
    return .with { $0.json = Data(json) }
  }

  private func ended(_ number: Int32) async throws -> [EndedCertificate] {
    try self.gate.admit()
    // Lists are of everybody's certificates, and name nobody.
    let ended = try await PostgresScope.service.run { try await self.status.ended(list: number) }
    guard let ended else { throw Self.unknownDocument }
    return ended
  }

  private static var unknownDocument: Refusal { Refusal(.notFound, "DOCUMENT_NOT_FOUND") }
}
