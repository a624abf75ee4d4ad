import Authentication
import Foundation
package import GRPCCore
package import NotificationContract
import NotificationDomain
package import Postgres
import Problems
import SwiftProtobuf

/// What became of mail, for those who look after the account.
package struct MailService: Clikc_Notification_V1_Mail.SimpleServiceProtocol {
  private let people: @Sendable (UUID) async throws -> Person?
  private let mail: MailStore

  package init(people: PeopleStore, mail: MailStore, pool: PostgresPool) {
    self.people = { try await people.find($0, in: pool) }
    self.mail = mail
  }

  package func listMail(
    request: Clikc_Notification_V1_ListMailRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListMailResponse {
    let caller = try Principal.required(.coordinator, .administrator)
    let accountID = try RequestField.identifier(request.accountID, "account_id")
    try await self.check(caller, maySee: accountID)
    let records = try await self.mail.list(accountID: accountID)
    return .with { $0.deliveries = records.map(Clikc_Notification_V1_MailDelivery.init(record:)) }
  }

  /// An account nobody knows and one of another administration get the same answer.
  private func check(_ caller: Principal, maySee accountID: UUID) async throws {
    guard !caller.has(.administrator) else { return }
    let person = try await self.people(accountID)
    guard let own = caller.administrationID, person?.administrationID == own else {
      throw Refusal(.permissionDenied, "MAIL_NOT_VISIBLE")
    }
  }
}

extension Clikc_Notification_V1_MailDelivery {
  init(record: MailRecord) {
    self = .with {
      $0.id = record.order.id.uuidString.lowercased()
      $0.template = record.order.template.rawValue
      $0.recipient = record.order.address
      $0.state = Clikc_Notification_V1_MailState(record.state)
      $0.attempts = Int32(clamping: record.attempts)
      $0.createdAt = Google_Protobuf_Timestamp(date: record.order.createdAt)
      $0.changedAt = Google_Protobuf_Timestamp(date: record.changedAt)
      $0.answer = record.answer
    }
  }
}

extension Clikc_Notification_V1_MailState {
  init(_ state: MailState) {
    self =
      switch state {
      case .queued: .queued
      case .sending: .sending
      case .accepted: .accepted
      case .failed: .failed
      case .expired: .expired
      }
  }
}
