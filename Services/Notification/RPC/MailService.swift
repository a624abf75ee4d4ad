import Authentication
import Foundation
package import GRPCCore
package import NotificationContract
import NotificationDomain
package import Postgres
import Problems
import SwiftProtobuf

/// What became of mail, for those who look after the account, and what mail looks like.
package struct MailService: Clikc_Notification_V1_Mail.SimpleServiceProtocol {
  let people: PeopleStore
  private let mail: MailStore
  private let undelivered: UndeliveredStore
  let suppressions: SuppressionStore
  let pool: PostgresPool
  private let writer: MailWriter

  package init(people: PeopleStore, mail: MailStore, pool: PostgresPool, writer: MailWriter) {
    self.people = people
    self.mail = mail
    self.undelivered = UndeliveredStore(pool: pool)
    self.suppressions = SuppressionStore(pool: pool)
    self.pool = pool
    self.writer = writer
  }

  package func listMail(
    request: Clikc_Notification_V1_ListMailRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListMailResponse {
    let caller = try Principal.required(.coordinator, .administrator)
    let accountID = try RequestField.identifier(request.accountID, "account_id")
    // An account nobody knows and one of another administration get the same answer.
    guard try await !self.visible([accountID], to: caller).isEmpty else {
      throw Refusal(.permissionDenied, "MAIL_NOT_VISIBLE")
    }
    let records = try await self.mail.list(accountID: accountID)
    let hold = try await self.hold(of: accountID)
    return .with {
      $0.deliveries = records.map(Clikc_Notification_V1_MailDelivery.init(record:))
      if let hold { $0.hold = Clikc_Notification_V1_SuppressedAddress(hold) }
    }
  }

  package func listInvitations(
    request: Clikc_Notification_V1_ListInvitationsRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListInvitationsResponse {
    let caller = try Principal.required(.coordinator, .administrator)
    let accounts = try request.accountIds.prefix(200).map {
      try RequestField.identifier($0, "account_ids")
    }
    let records = try await self.mail.invitations(
      accounts: self.visible(accounts, to: caller))
    return .with { $0.deliveries = records.map(Clikc_Notification_V1_MailDelivery.init(record:)) }
  }

  package func listUndelivered(
    request: Clikc_Notification_V1_ListUndeliveredRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListUndeliveredResponse {
    let caretaker = try Caretaker.required()
    let filter = try UndeliveredFilter(request, for: caretaker)
    let found = try await self.undelivered.list(filter, for: caretaker)
    let page = found.prefix(filter.limit)
    return .with {
      $0.mails = page.map(Clikc_Notification_V1_UndeliveredMail.init)
      $0.templates = MailTemplate.allCases.map(\.rawValue)
      if found.count > page.count, let last = page.last?.mail {
        $0.nextPageToken =
          ListPosition(time: last.changedAt, id: last.order.id).text
      }
    }
  }

  package func countUndelivered(
    request: Clikc_Notification_V1_CountUndeliveredRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_CountUndeliveredResponse {
    let count = try await self.undelivered.countInvitations(for: try Caretaker.required())
    return .with { $0.invitations = Int32(clamping: count) }
  }

  package func noteLinkOpened(
    request: Clikc_Notification_V1_NoteLinkOpenedRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_NoteLinkOpenedResponse {
    let mail = try RequestField.identifier(request.mailID, "mail_id")
    // The number in the link is all that is known of who followed it.
    try await PostgresScope.service.run { try await self.mail.noteOpened(mail) }
    return Clikc_Notification_V1_NoteLinkOpenedResponse()
  }

  package func unsubscribe(
    request: Clikc_Notification_V1_UnsubscribeRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_UnsubscribeResponse {
    let mail = try RequestField.identifier(request.mailID, "mail_id")
    try await PostgresScope.service.run { try await self.mail.unsubscribe(mail) }
    return Clikc_Notification_V1_UnsubscribeResponse()
  }

  package func listTemplates(
    request: Clikc_Notification_V1_ListTemplatesRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListTemplatesResponse {
    _ = try Principal.required(.administrator)
    return .with {
      $0.templates = MailTemplate.allCases.map(Clikc_Notification_V1_MailTemplate.init)
    }
  }

  package func previewTemplate(
    request: Clikc_Notification_V1_PreviewTemplateRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_PreviewTemplateResponse {
    _ = try Principal.required(.administrator)
    guard let template = MailTemplate(rawValue: request.name),
      let language = WrittenLanguage(rawValue: request.language)
    else { throw Refusal(.notFound, "TEMPLATE_UNKNOWN") }
    let text = try self.writer.write(
      .specimen(of: template, in: language, at: Date()), secret: MailOrder.specimenSecret)
    return .with {
      $0.subject = text.subject
      $0.text = text.plain
      $0.html = text.html
    }
  }

  private func visible(_ accounts: [UUID], to caller: Principal) async throws -> [UUID] {
    if caller.has(.administrator) { return accounts }
    guard let own = caller.administrationID else { return [] }
    return try await self.people.among(accounts, of: own, in: self.pool)
  }
}
