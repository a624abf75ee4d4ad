import Authentication
import Cryptography
import Foundation
package import GRPCCore
package import NotificationContract
import NotificationDomain
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
    let record = try await self.certificates.find(
      accountID: caller.accountID, courseID: courseID)
    guard let message = record.flatMap(Clikc_Notification_V1_Certificate.init(record:)) else {
      throw Refusal(.notFound, "CERTIFICATE_NOT_ISSUED")
    }
    return .with { $0.certificate = message }
  }

  package func listMyCertificates(
    request: Clikc_Notification_V1_ListMyCertificatesRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListMyCertificatesResponse {
    let caller = try Principal.required()
    let records = try await self.certificates.list(accountID: caller.accountID)
    return .with {
      $0.certificates = records.compactMap(Clikc_Notification_V1_Certificate.init(record:))
    }
  }

  package func verifyCertificate(
    request: Clikc_Notification_V1_VerifyCertificateRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_VerifyCertificateResponse {
    try self.gate.admit()
    guard let code = VerificationCode(reading: request.code),
      let record = try await self.certificates.find(code: code),
      let message = Clikc_Notification_V1_Certificate(record: record)
    else { throw Refusal(.notFound, "CERTIFICATE_UNKNOWN") }
    var response = Clikc_Notification_V1_VerifyCertificateResponse()
    response.certificate = message
    if !request.statement.isEmpty {
      response.signature = .init(
        try self.seal.verdict(request.statement, beside: record.certificate))
    }
    return response
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
  /// Nil for a certificate whose PDF is still to be rendered: it is not issued yet.
  init?(record: CertificateRecord) {
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
      $0.state = .valid
    }
  }
}
