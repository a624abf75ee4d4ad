import Events
package import Foundation
import NotificationContract
package import NotificationDomain
package import Postgres
import SwiftProtobuf

/// Says in the outbox what happened to a certificate, in the transaction that made it true.
package enum CertificateAnnouncement {
  /// It was issued.
  package static func announce(
    _ certificate: Certificate, in connection: PostgresConnection
  ) async throws {
    let event = Clikc_Notification_V1_CertificateIssued.with {
      $0.accountID = certificate.accountID.uuidString.lowercased()
      $0.courseID = certificate.courseID.uuidString.lowercased()
      $0.serial = certificate.serial
      $0.issuedAt = Google_Protobuf_Timestamp(date: certificate.issuedAt)
      $0.replacedID = certificate.replaces?.uuidString.lowercased() ?? ""
    }
    try await Outbox.append(
      event, aggregate: certificate.id, version: 1, at: certificate.issuedAt, in: connection)
  }

  /// It was taken back, for good.
  package static func revoked(
    _ certificate: Certificate, reason: RevocationReason, at now: Date,
    in connection: PostgresConnection
  ) async throws {
    let event = Clikc_Notification_V1_CertificateRevoked.with {
      $0.accountID = certificate.accountID.uuidString.lowercased()
      $0.courseID = certificate.courseID.uuidString.lowercased()
      $0.serial = certificate.serial
      $0.revokedAt = Google_Protobuf_Timestamp(date: now)
      $0.reason = reason.rawValue
    }
    try await Outbox.append(
      event, aggregate: certificate.id, version: 2, at: now, in: connection)
  }
}
