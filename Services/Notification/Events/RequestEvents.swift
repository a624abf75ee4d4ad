package import Events
package import Foundation
package import IdentityContract
import NotificationDomain
package import Postgres
import SwiftProtobuf

/// Takes in requests for accounts and queues the mail they are due, by the event's id, so that an event told
/// again changes nothing.
package struct RequestEvents: Sendable {
  private let people: PeopleStore
  private let mail: MailStore
  private let lifetime: TimeInterval

  /// A mail is tried for `lifetime` seconds.
  package init(people: PeopleStore, mail: MailStore, lifetime: TimeInterval) {
    self.people = people
    self.mail = mail
    self.lifetime = lifetime
  }

  /// Adds the events to those the service takes in.
  package func subscribe(_ events: inout EventSubscriptions) {
    events.on(Clikc_Identity_V1_AccountRequested.self) { try await self.requested($0, $1, $2) }
    events.on(Clikc_Identity_V1_AccountRequestRefused.self) { try await self.refused($0, $1, $2) }
  }

  /// Those who may decide get one mail each.
  private func requested(
    _ event: Clikc_Identity_V1_AccountRequested, _ envelope: EventEnvelope,
    _ connection: PostgresConnection
  ) async throws {
    for recipient in event.recipientIds {
      let account = try EventField.identifier(recipient, "recipient_ids")
      // An event may overtake the one that makes its account known: then it is tried again later.
      guard let person = try await self.people.find(account, in: connection) else {
        throw AccountNotYetKnown(accountID: account)
      }
      try await self.mail.queue(
        MailOrder(
          id: UUID(), eventID: envelope.id, accountID: account, template: .accountRequested,
          language: person.language, address: person.email,
          arguments: [
            "name": person.name, "requester": event.name, "request_id": event.requestID,
          ], createdAt: envelope.occurredAt, lifetime: self.lifetime), in: connection)
    }
  }

  /// Who asked has no account: their mail is kept under the request's id, for the administration that was asked.
  private func refused(
    _ event: Clikc_Identity_V1_AccountRequestRefused, _ envelope: EventEnvelope,
    _ connection: PostgresConnection
  ) async throws {
    try await self.mail.queue(
      MailOrder(
        id: UUID(), eventID: envelope.id,
        accountID: try EventField.identifier(event.requestID, "request_id"),
        template: .accountRequestRefused, language: WrittenLanguage(code: event.language),
        address: event.email, arguments: ["name": event.name, "reason": event.reason],
        createdAt: envelope.occurredAt, lifetime: self.lifetime,
        administrationID: UUID(uuidString: event.administrationID)), in: connection)
  }
}
