import Events
import Foundation
import NotificationContract
import NotificationDomain
import Postgres
import SwiftProtobuf

/// Lets all mail go to an address again, and tells Identity, whose audit log says who did so: one transaction.
struct LiftSuppression: Sendable {
  let pool: PostgresPool
  let suppressions: SuppressionStore

  /// Lifts it; nil when there is none in reach. `clientAddress` is where the caller is, if known.
  func callAsFunction(
    _ id: UUID, by caretaker: Caretaker, from clientAddress: String, now: Date
  ) async throws -> SuppressedAddress? {
    try await self.pool.transaction { connection in
      guard let lifted = try await self.suppressions.lift(id, for: caretaker, in: connection)
      else { return nil }
      let event = Clikc_Notification_V1_SuppressionLifted.with {
        $0.accountIds = lifted.people.map { $0.accountID.uuidString.lowercased() }
        $0.domain = lifted.address.split(separator: "@").last.map(String.init) ?? ""
        $0.liftedBy = caretaker.accountID.uuidString.lowercased()
        $0.liftedAt = Google_Protobuf_Timestamp(date: now)
        $0.clientAddress = clientAddress
      }
      try await Outbox.append(event, aggregate: lifted.id, version: 1, at: now, in: connection)
      return lifted
    }
  }
}
