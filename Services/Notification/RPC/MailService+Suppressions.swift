import Authentication
import Foundation
package import GRPCCore
package import NotificationContract
import NotificationDomain
import Postgres
import Problems
import SwiftProtobuf

// Addresses that failed too often.
extension MailService {
  package func listSuppressed(
    request: Clikc_Notification_V1_ListSuppressedRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListSuppressedResponse {
    let caretaker = try Caretaker.required()
    var filter = SuppressionFilter()
    filter.part = request.query.trimmingCharacters(in: .whitespaces)
    filter.after = try RequestField.position(request.pageToken)
    if request.pageSize > 0 { filter.limit = min(Int(request.pageSize), 200) }
    let found = try await self.suppressions.list(filter, for: caretaker)
    let page = found.prefix(filter.limit)
    return .with {
      $0.addresses = page.map(Clikc_Notification_V1_SuppressedAddress.init)
      if found.count > page.count, let last = page.last {
        $0.nextPageToken = ListPosition(time: last.lastFailureAt, id: last.id).text
      }
    }
  }

  package func getSuppressed(
    request: Clikc_Notification_V1_GetSuppressedRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetSuppressedResponse {
    let caretaker = try Caretaker.required()
    var filter = SuppressionFilter()
    filter.id = try RequestField.identifier(request.suppressionID, "suppression_id")
    guard let found = try await self.suppressions.list(filter, for: caretaker).first else {
      throw Self.unknownSuppression
    }
    return .with { $0.address = Clikc_Notification_V1_SuppressedAddress(found) }
  }

  package func liftSuppression(
    request: Clikc_Notification_V1_LiftSuppressionRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_LiftSuppressionResponse {
    let caretaker = try Caretaker.required()
    let id = try RequestField.identifier(request.suppressionID, "suppression_id")
    let lift = LiftSuppression(pool: self.pool, suppressions: self.suppressions)
    let lifted = try await lift(
      id, by: caretaker, from: CallOrigin.current.clientAddress, now: Date())
    guard let lifted else { throw Self.unknownSuppression }
    return .with { $0.address = lifted.address }
  }

  /// What is known of the address of an account, within the caller's reach; nil unless it is on hold.
  func hold(of accountID: UUID) async throws -> SuppressedAddress? {
    guard let person = try await self.people.find(accountID, in: self.pool) else { return nil }
    var filter = SuppressionFilter()
    filter.address = person.email
    return try await self.suppressions.list(filter, for: Caretaker.required()).first
  }

  /// One that is not there, or no longer, and one out of reach get the same answer.
  private static var unknownSuppression: Refusal { Refusal(.notFound, "SUPPRESSION_UNKNOWN") }
}

extension Clikc_Notification_V1_SuppressedAddress {
  init(_ found: SuppressedAddress) {
    self = .with {
      $0.id = found.id.uuidString.lowercased()
      $0.address = found.address
      // An answer that is not known tells no reason either.
      $0.reason =
        found.answer.isEmpty
        ? .unspecified
        : Clikc_Notification_V1_UndeliveredReason(UndeliveredReason(answer: found.answer))
      $0.answer = found.answer
      $0.suppressedAt = Google_Protobuf_Timestamp(date: found.suppressedAt)
      $0.endsAt = Google_Protobuf_Timestamp(
        date: found.lastFailureAt + SuppressionRule.memory)
      $0.people = found.people.map(Clikc_Notification_V1_MailPerson.init)
    }
  }
}

extension Clikc_Notification_V1_MailPerson {
  init(_ person: Person) {
    self = .with {
      $0.accountID = person.accountID.uuidString.lowercased()
      $0.name = person.name
      $0.administrationID = person.administrationID?.uuidString.lowercased() ?? ""
    }
  }
}
