import Foundation
import NotificationDomain

@testable import notification

/// Mails for tests to send.
enum Orders {
  static let password = "aB3<dE6gH9"

  /// An order of a template, with all the arguments any of them needs.
  static func order(
    _ template: MailTemplate, _ language: WrittenLanguage = .english, id: UUID = UUID(),
    event: UUID = UUID(), account: UUID = UUID(), address: String = "zoe@customs.example",
    createdAt: Date = Date(), secretExpiresAt: Date? = nil, more: [String: String] = [:]
  ) -> MailOrder {
    MailOrder(
      id: id, eventID: event, accountID: account, template: template, language: language,
      address: address,
      arguments: [
        "name": "Zoé Müller", "username": "zmuller", "serial": "CLIKC-2026-000042-6",
        "requester": "Kofi Mensah", "request_id": "00000000-0000-4000-8000-000000000001",
        "reason": "Please ask by your office.",
        "revocation": "wrong_person", "days": "7", "minutes": "30", "changed_at": "1795511107",
        "final_at": "1796720707",
        "course": "Risk Management",
        "code": "0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD",
        "course_id": "5a1f0cf4-0000-4000-8000-000000000001",
      ].merging(template.secret == nil ? [:] : ["serial": "1"]) { _, serial in serial }
        .merging(more) { _, more in more },
      createdAt: createdAt, secretExpiresAt: secretExpiresAt)
  }

  static func writer() throws -> MailWriter {
    guard let site = SiteAddress("https://clikc.example") else { throw SinkDidNotStart() }
    return MailWriter(
      texts: try Repository.texts(), site: site, contact: "help@clikc.example")
  }

  /// The message of a template.
  static func message(
    _ language: WrittenLanguage, of template: MailTemplate = .newAccount
  ) throws -> MailMessage {
    let order = Self.order(template, language)
    let writer = try Self.writer()
    return MailMessage(
      id: order.id, from: try MailAddress("noreply@clikc.example", name: "CLiKC!"),
      to: try MailAddress(order.address, name: "Zoé Müller"), date: order.createdAt,
      text: try writer.write(order, secret: Self.password),
      unsubscribe: writer.unsubscribe(from: order))
  }
}
