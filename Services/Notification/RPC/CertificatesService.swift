import Authentication
import Cryptography
import Foundation
package import GRPCCore
package import NotificationContract
import NotificationDomain
import Postgres
import Problems
import SwiftProtobuf

/// Certificates for their holders, and for anybody who has one's code.
package struct CertificatesService: Clikc_Notification_V1_Certificates.SimpleServiceProtocol {
  private let certificates: CertificateStore
  private let seal: CertificateSeal
  private let gate = VerificationGate()

  package init(certificates: CertificateStore, seal: CertificateSeal) {
    self.certificates = certificates
    self.seal = seal
  }

  package func getMyCertificate(
    request: Clikc_Notification_V1_GetMyCertificateRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetMyCertificateResponse {
    let caller = try Principal.required()
    let courseID = try RequestField.identifier(request.courseID, "course_id")
    let certificate = try await self.certificate(of: caller.accountID, courseID)
    return .with { $0.certificate = certificate }
  }

  package func showHolder(
    request: Clikc_Notification_V1_ShowHolderRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ShowHolderResponse {
    let caller = try Principal.required()
    let courseID = try RequestField.identifier(request.courseID, "course_id")
    try await self.certificates.showHolder(
      request.shown, accountID: caller.accountID, courseID: courseID)
    let certificate = try await self.certificate(of: caller.accountID, courseID)
    return .with { $0.certificate = certificate }
  }

  private func certificate(
    of accountID: UUID, _ courseID: UUID
  ) async throws -> Clikc_Notification_V1_Certificate {
    let record = try await self.certificates.find(accountID: accountID, courseID: courseID)
    guard let record, let message = Clikc_Notification_V1_Certificate(record: record, at: Date())
    else { throw Refusal(.notFound, "CERTIFICATE_NOT_ISSUED") }
    return message
  }

  package func listMyCertificates(
    request: Clikc_Notification_V1_ListMyCertificatesRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListMyCertificatesResponse {
    let caller = try Principal.required()
    let records = try await self.certificates.list(accountID: caller.accountID)
    return .with {
      $0.certificates = records.compactMap {
        Clikc_Notification_V1_Certificate(record: $0, at: Date())
      }
    }
  }

  package func verifyCertificate(
    request: Clikc_Notification_V1_VerifyCertificateRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_VerifyCertificateResponse {
    try self.gate.admit()
    // What is unknown goes the same way as what is known, so that time tells nothing.
    // Whoever has the code may ask: it is no account's call.
    let found = try await PostgresScope.service.run {
      try await self.certificates.find(code: VerificationCode(reading: request.code))
    }
    let record = found.flatMap { $0.document == nil ? nil : $0 }
    let message = record.flatMap { Clikc_Notification_V1_Certificate(verified: $0, at: Date()) }
    return try .with {
      if let message { $0.certificate = message }
      $0.state = message?.state ?? .unknown
      if let holder = record?.certificate.holder, !holder.isEmpty, !request.holder.isEmpty {
        $0.holderCheck = HolderName.isSame(request.holder, holder) ? .same : .different
      }
      if !request.statement.isEmpty {
        $0.signature = .init(
          try self.seal.verdict(request.statement, beside: record?.certificate))
      }
    }
  }

  package func listCertificateKeys(
    request: Clikc_Notification_V1_ListCertificateKeysRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListCertificateKeysResponse {
    .with {
      $0.keys = self.seal.keys.enumerated().map { index, key in
        .with {
          $0.id = base64URL(key.keyID)
          $0.algorithm = "Ed25519"
          $0.publicKey = base64URL(key.bytes)
          $0.signs = index == 0
        }
      }
    }
  }
}

extension Clikc_Notification_V1_SignatureState {
  init(_ verdict: CertificateSeal.Verdict) {
    self =
      switch verdict {
      case .holds: .holds
      case .broken: .broken
      case .other: .other
      }
  }
}

extension Clikc_Notification_V1_Certificate {
  /// The certificate as strangers see it: with the holder's initials, unless the holder shows the name.
  init?(verified record: CertificateRecord, at now: Date) {
    self.init(record: record, at: now)
    if !record.life.showsHolder { self.holder = HolderName.initials(of: self.holder) }
  }

  /// The certificate as its holder sees it at `now`. Nil while its PDF is still to be rendered: it is not issued yet.
  init?(record: CertificateRecord, at now: Date) {
    guard let document = record.document else { return nil }
    let certificate = record.certificate
    self = .with {
      $0.code = certificate.code
      $0.serial = certificate.serial
      $0.courseID = certificate.courseID.uuidString.lowercased()
      $0.courseTitle = certificate.courseTitle
      $0.language = certificate.language.rawValue
      $0.holder = certificate.holder
      $0.completedAt = Google_Protobuf_Timestamp(date: certificate.completedAt)
      $0.issuedAt = Google_Protobuf_Timestamp(date: certificate.issuedAt)
      $0.pdfDigest = document.digest
      $0.pdfSize = document.size
      $0.state = .init(record.state(at: now))
      $0.validUntil = certificate.validUntil?.text ?? ""
      if let revokedAt = record.life.revokedAt {
        $0.revokedAt = Google_Protobuf_Timestamp(date: revokedAt)
      }
      if let supersededAt = record.life.supersededAt {
        $0.supersededAt = Google_Protobuf_Timestamp(date: supersededAt)
      }
      $0.showsHolder = record.life.showsHolder
      $0.secondLanguage = certificate.second?.language.rawValue ?? ""
      $0.secondTitle = certificate.second?.courseTitle ?? ""
    }
  }
}

extension Clikc_Notification_V1_CertificateState {
  init(_ state: CertificateState) {
    self =
      switch state {
      case .valid: .valid
      case .expired: .expired
      case .revoked: .revoked
      case .superseded: .superseded
      }
  }
}
