import Events
import Foundation
import NotificationContract
package import NotificationDomain
package import Postgres
import SwiftProtobuf

/// Says in the outbox that a certificate was issued, in the transaction that finished it.
package enum CertificateAnnouncement {
  package static func announce(
    _ certificate: Certificate, in connection: PostgresConnection
  ) async throws {
    let event = Clikc_Notification_V1_CertificateIssued.with {
      $0.accountID = certificate.accountID.uuidString.lowercased()
      $0.courseID = certificate.courseID.uuidString.lowercased()
      $0.serial = certificate.serial
      $0.issuedAt = Google_Protobuf_Timestamp(date: certificate.issuedAt)
    }
    try await Outbox.append(
      event, aggregate: certificate.id, version: 1, at: certificate.issuedAt, in: connection)
  }
}
