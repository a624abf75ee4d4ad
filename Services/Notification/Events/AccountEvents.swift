package import Events
package import Foundation
package import IdentityContract
import NotificationDomain
package import Postgres
import SwiftProtobuf

/// Takes in what happened to accounts: keeps copies of people and queues the mail they are due.
///
/// Copies are kept by the account's version, mails by the event's id, so that an event told again
/// changes nothing.
package struct AccountEvents: Sendable {
  private let people: PeopleStore
  private let mail: MailStore
  private let issue: IssueDueCertificates
  private let lifetime: TimeInterval

  /// So many seconds before a temporary password ends its owner is reminded.
  private static let reminderTime: TimeInterval = 2 * 86400

  /// A mail is tried for `lifetime` seconds.
  package init(
    people: PeopleStore, mail: MailStore, issue: IssueDueCertificates, lifetime: TimeInterval
  ) {
    self.people = people
    self.mail = mail
    self.issue = issue
    self.lifetime = lifetime
  }

  /// Adds the events to those the service takes in.
  package func subscribe(_ events: inout EventSubscriptions) {
    events.on(Clikc_Identity_V1_AccountCreated.self) { try await self.created($0, $1, $2) }
    events.on(Clikc_Identity_V1_AccountChanged.self) { try await self.changed($0, $1, $2) }
    events.on(Clikc_Identity_V1_PasswordResetRequested.self) {
      try await self.resetRequested($0, $1, $2)
    }
    events.on(Clikc_Identity_V1_AccountErased.self) { event, envelope, connection in
      try await PersonStore().erase(
        try EventField.identifier(event.accountID, "account_id"), pseudonym: event.pseudonym,
        version: envelope.version, in: connection)
    }
    events.on(Clikc_Identity_V1_PasswordChanged.self) {
      try await self.passwordChanged($0, $1, $2)
    }
    events.on(Clikc_Identity_V1_ErasureRequested.self) {
      try await self.erasureRequested($0, $1, $2)
    }
    events.on(Clikc_Identity_V1_EmailChanged.self) { try await self.emailChanged($0, $1, $2) }
  }

  private func created(
    _ event: Clikc_Identity_V1_AccountCreated, _ envelope: EventEnvelope,
    _ connection: PostgresConnection
  ) async throws {
    let person = Person(
      accountID: try EventField.identifier(event.accountID, "account_id"),
      username: event.username, email: event.email, name: event.name,
      language: WrittenLanguage(code: event.language),
      administrationID: UUID(uuidString: event.administrationID))
    try await self.keep(person, envelope, connection)
    guard event.secretSerial > 0 else { return }
    let end = event.secretExpiresAt.date
    let days = Int((end.timeIntervalSince(envelope.occurredAt) / 86400).rounded())
    try await self.queue(
      .newAccount, to: person, envelope, ["serial": "\(event.secretSerial)", "days": "\(days)"],
      secretExpiresAt: end, connection)
    try await self.remind(person, envelope, event, connection)
  }

  /// Two days before the temporary password ends, unless the person has logged in by then. One that
  /// was due with an earlier password is not sent.
  private func remind(
    _ person: Person, _ envelope: EventEnvelope, _ event: Clikc_Identity_V1_AccountCreated,
    _ connection: PostgresConnection
  ) async throws {
    try await self.mail.withdraw(.invitationReminder, of: person.accountID, in: connection)
    let end = event.secretExpiresAt.date
    let due = end - Self.reminderTime
    guard due > envelope.occurredAt else { return }
    try await self.queue(
      .invitationReminder, to: person, envelope, ["serial": "\(event.secretSerial)", "days": "2"],
      dueAt: due, secretExpiresAt: end, connection)
  }

  private func changed(
    _ event: Clikc_Identity_V1_AccountChanged, _ envelope: EventEnvelope,
    _ connection: PostgresConnection
  ) async throws {
    let person = Person(
      accountID: try EventField.identifier(event.accountID, "account_id"),
      username: event.username, email: event.email, name: event.name,
      language: WrittenLanguage(code: event.language),
      administrationID: UUID(uuidString: event.administrationID))
    try await self.keep(person, envelope, connection)
    guard event.suspended else { return }
    try await self.mail.withdraw(.invitationReminder, of: person.accountID, in: connection)
  }

  private func resetRequested(
    _ event: Clikc_Identity_V1_PasswordResetRequested, _ envelope: EventEnvelope,
    _ connection: PostgresConnection
  ) async throws {
    let person = try await self.known(event.accountID, connection)
    let end = event.expiresAt.date
    let minutes = Int((end.timeIntervalSince(envelope.occurredAt) / 60).rounded())
    try await self.queue(
      .passwordReset, to: person, envelope,
      ["serial": "\(event.secretSerial)", "minutes": "\(minutes)"], secretExpiresAt: end,
      connection)
  }

  private func passwordChanged(
    _ event: Clikc_Identity_V1_PasswordChanged, _ envelope: EventEnvelope,
    _ connection: PostgresConnection
  ) async throws {
    let person = try await self.known(event.accountID, connection)
    try await self.queue(
      .passwordChanged, to: person, envelope, Self.changedAt(envelope), secretExpiresAt: nil,
      connection)
    try await self.mail.withdraw(.invitationReminder, of: person.accountID, in: connection)
  }

  /// Goes to the address before, whatever the person's copy has by now.
  private func emailChanged(
    _ event: Clikc_Identity_V1_EmailChanged, _ envelope: EventEnvelope,
    _ connection: PostgresConnection
  ) async throws {
    let person = try await self.known(event.accountID, connection)
    try await self.queue(
      .emailChanged, to: person, at: event.formerEmail, envelope, Self.changedAt(envelope),
      secretExpiresAt: nil, connection)
  }

  private func erasureRequested(
    _ event: Clikc_Identity_V1_ErasureRequested, _ envelope: EventEnvelope,
    _ connection: PostgresConnection
  ) async throws {
    let person = try await self.known(event.accountID, connection)
    var arguments = ["final_at": "\(Int(event.finalAt.date.timeIntervalSince1970))"]
    // The site gives no days in which it could be taken back; the two times differ by what is rounded away.
    if event.finalAt.date < envelope.occurredAt + 1 { arguments["at_once"] = "1" }
    try await self.queue(
      .erasureRequested, to: person, envelope, arguments, secretExpiresAt: nil, connection)
  }

  private static func changedAt(_ envelope: EventEnvelope) -> [String: String] {
    ["changed_at": "\(Int(envelope.occurredAt.timeIntervalSince1970))"]
  }

  private func keep(
    _ person: Person, _ envelope: EventEnvelope, _ connection: PostgresConnection
  ) async throws {
    try await self.people.keep(person, version: envelope.version, in: connection)
    try await self.issue(accountID: person.accountID, now: Date(), in: connection)
  }

  /// An event may overtake the one that makes its account known: then it is tried again later.
  private func known(
    _ accountID: String, _ connection: PostgresConnection
  ) async throws -> Person {
    let accountID = try EventField.identifier(accountID, "account_id")
    guard let person = try await self.people.find(accountID, in: connection) else {
      throw AccountNotYetKnown(accountID: accountID)
    }
    return person
  }

  private func queue(
    _ template: MailTemplate, to person: Person, at address: String? = nil,
    _ envelope: EventEnvelope, _ arguments: [String: String], dueAt: Date? = nil,
    secretExpiresAt: Date?,
    _ connection: PostgresConnection
  ) async throws {
    let names = ["name": person.name, "username": person.username]
    let order = MailOrder(
      id: UUID(), eventID: envelope.id, accountID: person.accountID, template: template,
      language: person.language, address: address ?? person.email,
      arguments: names.merging(arguments) { $1 }, createdAt: dueAt ?? envelope.occurredAt,
      secretExpiresAt: secretExpiresAt, lifetime: self.lifetime)
    try await self.mail.queue(order, in: connection)
  }
}

/// The event that brings the account has not come yet.
package struct AccountNotYetKnown: Error {
  package let accountID: UUID
}
