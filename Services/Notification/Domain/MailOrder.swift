package import Foundation

/// A mail that is due: all that its bytes depend on but the secret, fixed when it was asked for.
package struct MailOrder: Equatable, Sendable {
  package let id: UUID
  /// What it is due to; an event makes at most one mail of a template for an account.
  package let eventID: UUID
  package let accountID: UUID
  package let template: MailTemplate
  package let language: WrittenLanguage
  /// Where it goes, even if the account's address changes meanwhile.
  package let address: String
  /// What the template's texts name.
  package let arguments: [String: String]
  package let createdAt: Date
  /// When it is of no more use.
  package let expiresAt: Date
  /// Whose coordinators look after who gets it, for somebody without an account; else the account's is known.
  package let administrationID: UUID?

  /// A mail with a secret passes the secret's end as `secretExpiresAt`; no mail is tried for longer
  /// than `lifetime` seconds.
  package init(
    id: UUID, eventID: UUID, accountID: UUID, template: MailTemplate, language: WrittenLanguage,
    address: String, arguments: [String: String], createdAt: Date, secretExpiresAt: Date? = nil,
    lifetime: TimeInterval = RetrySchedule.standard.lifetime, administrationID: UUID? = nil
  ) {
    let end = createdAt + lifetime
    self.init(
      id: id, eventID: eventID, accountID: accountID, template: template, language: language,
      address: address, arguments: arguments, createdAt: createdAt,
      expiresAt: secretExpiresAt.map { min($0, end) } ?? end, administrationID: administrationID)
  }

  /// A mail as it was queued.
  package init(
    id: UUID, eventID: UUID, accountID: UUID, template: MailTemplate, language: WrittenLanguage,
    address: String, arguments: [String: String], createdAt: Date, expiresAt: Date,
    administrationID: UUID? = nil
  ) {
    self.id = id
    self.eventID = eventID
    self.accountID = accountID
    self.template = template
    self.language = language
    self.address = address
    self.arguments = arguments
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.administrationID = administrationID
  }

  /// The value of a template's argument.
  package func argument(_ name: String) throws(MailFault) -> String {
    guard let value = self.arguments[name] else { throw .missingArgument(name) }
    return value
  }

  /// The value of an argument that is a whole number.
  package func number(_ name: String) throws(MailFault) -> Int {
    guard let number = Int(try self.argument(name)) else { throw .missingArgument(name) }
    return number
  }
}
