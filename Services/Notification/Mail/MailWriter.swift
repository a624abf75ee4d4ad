import Foundation
package import Localization
package import NotificationDomain

/// Words mails from the message catalogues.
package struct MailWriter: Sendable {
  private let texts: MessageCatalogue
  let site: SiteAddress
  /// Where people write for help.
  private let contact: String

  package init(texts: MessageCatalogue, site: SiteAddress, contact: String) {
    self.texts = texts
    self.site = site
    self.contact = contact
  }

  /// The mail of an order. `secret` is what its template asks for, empty when it asks for none.
  package func write(_ order: MailOrder, secret: String) throws(MailFault) -> MailText {
    let body =
      switch order.template {
      case .newAccount: try self.newAccount(order, secret)
      case .invitationReminder: try self.invitationReminder(order, secret)
      case .passwordReset: try self.passwordReset(order, secret)
      case .passwordChanged: try self.passwordChanged(order)
      case .emailChanged: try self.emailChanged(order)
      case .erasureRequested: try self.erasureRequested(order)
      case .certificateIssued: try self.certificateIssued(order)
      case .certificateRevoked: try self.certificateRevoked(order)
      case .accountRequested: try self.accountRequested(order)
      case .accountRequestRefused: try self.accountRequestRefused(order)
      }
    let greeting = self.text("mail.greeting", order, ["name": try order.argument("name")])
    let footer = self.text("mail.footer", order, ["contact": self.contact])
    return MailText(
      language: order.language, subject: self.text("\(self.area(order)).subject", order),
      parts: [.paragraph(greeting)] + body + [.note(footer)])
  }

  private func newAccount(
    _ order: MailOrder, _ secret: String
  ) throws(MailFault) -> [MailText.Part] {
    [
      .paragraph(self.own("intro", order)),
      .code(label: self.own("username", order), value: try order.argument("username")),
      .code(label: self.own("password", order), value: secret),
      .link(label: self.own("login", order), url: try self.invitation(order, secret)),
      .paragraph(self.own("personal", order)),
      .paragraph(self.plural("validity", try order.number("days"), order)),
    ]
  }

  private func invitationReminder(
    _ order: MailOrder, _ secret: String
  ) throws(MailFault) -> [MailText.Part] {
    [
      .paragraph(self.plural("intro", try order.number("days"), order)),
      .code(
        label: self.text("mail.new_account.username", order),
        value: try order.argument("username")),
      .code(label: self.text("mail.new_account.password", order), value: secret),
      .link(
        label: self.text("mail.new_account.login", order), url: try self.invitation(order, secret)),
      .paragraph(self.text("mail.new_account.personal", order)),
      .link(label: self.own("unsubscribe", order), url: self.site.unsubscribe(mail: order.id)),
    ]
  }

  private func invitation(_ order: MailOrder, _ secret: String) throws(MailFault) -> String {
    self.site.front(
      mail: order.id, username: try order.argument("username"), password: secret)
  }

  private func passwordReset(
    _ order: MailOrder, _ secret: String
  ) throws(MailFault) -> [MailText.Part] {
    [
      .paragraph(self.own("intro", order)),
      .code(label: self.own("username", order), value: try order.argument("username")),
      .link(
        label: self.own("link", order),
        url: self.site.passwordReset(token: secret, mail: order.id)),
      .paragraph(self.plural("validity", try order.number("minutes"), order)),
      .paragraph(self.own("ignore", order)),
    ]
  }

  private func passwordChanged(_ order: MailOrder) throws(MailFault) -> [MailText.Part] {
    [
      .paragraph(try self.changeIntro(order)),
      .paragraph(self.own("warning", order, ["contact": self.contact])),
      .link(label: self.own("link", order), url: self.site.root),
    ]
  }

  /// The new address is not named: who reads the old one may be anybody by now.
  private func emailChanged(_ order: MailOrder) throws(MailFault) -> [MailText.Part] {
    [
      .paragraph(try self.changeIntro(order)),
      .paragraph(self.own("warning", order, ["contact": self.contact])),
    ]
  }

  private func erasureRequested(_ order: MailOrder) throws(MailFault) -> [MailText.Part] {
    if order.arguments["at_once"] != nil {
      return [
        .paragraph(self.own("intro", order, ["username": try order.argument("username")])),
        .paragraph(self.own("now", order)),
        .paragraph(self.own("warning_now", order, ["contact": self.contact])),
      ]
    }
    let finalAt = Date(timeIntervalSince1970: TimeInterval(try order.number("final_at")))
    let end = [
      "date": self.texts.longDate(finalAt, order.language), "time": CivilDate(finalAt).clock,
    ]
    return [
      .paragraph(self.own("intro", order, ["username": try order.argument("username")])),
      .paragraph(self.own("until", order, end)),
      .link(label: self.own("link", order), url: self.site.root),
      .paragraph(self.own("warning", order, ["contact": self.contact])),
    ]
  }

  /// Which account was changed, and when.
  private func changeIntro(_ order: MailOrder) throws(MailFault) -> String {
    let changedAt = Date(timeIntervalSince1970: TimeInterval(try order.number("changed_at")))
    return self.own(
      "intro", order,
      [
        "username": try order.argument("username"), "time": CivilDate(changedAt).clock,
        "date": self.texts.longDate(changedAt, order.language),
      ])
  }

  private func certificateIssued(_ order: MailOrder) throws(MailFault) -> [MailText.Part] {
    let courseID = try order.argument("course_id")
    let code = try order.argument("code")
    return [
      .paragraph(self.own("intro", order, ["course": try order.argument("course")])),
      .link(
        label: self.own("link", order), url: self.site.certificate(courseID: courseID)),
      .code(label: self.own("serial", order), value: try order.argument("serial")),
      .link(label: self.own("verify", order), url: self.site.verification(code: code)),
    ]
  }

  private func certificateRevoked(_ order: MailOrder) throws(MailFault) -> [MailText.Part] {
    let reason = try order.argument("revocation")
    return [
      .paragraph(self.own("intro", order, ["course": try order.argument("course")])),
      .code(label: self.own("serial", order), value: try order.argument("serial")),
      .paragraph(self.own("reason.\(reason)", order)),
      .paragraph(self.own("meaning", order, ["contact": self.contact])),
      .link(
        label: self.own("verify", order),
        url: self.site.verification(code: try order.argument("code"))),
    ]
  }

  private func accountRequested(_ order: MailOrder) throws(MailFault) -> [MailText.Part] {
    [
      .paragraph(self.own("intro", order, ["requester": try order.argument("requester")])),
      .link(
        label: self.own("link", order),
        url: self.site.accountRequest(try order.argument("request_id"))),
    ]
  }

  private func accountRequestRefused(_ order: MailOrder) throws(MailFault) -> [MailText.Part] {
    [
      .paragraph(self.own("intro", order)), .paragraph(try order.argument("reason")),
      .paragraph(self.own("again", order, ["contact": self.contact])),
    ]
  }

  /// Where whoever gets the mail ends mail of its kind; nil for mail that no one asked to be rid of.
  package func unsubscribe(from order: MailOrder) -> String? {
    order.template.isReminder ? self.site.unsubscribe(mail: order.id) : nil
  }

  private func area(_ order: MailOrder) -> String { "mail.\(order.template.rawValue)" }

  private func own(
    _ key: String, _ order: MailOrder, _ arguments: [String: String] = [:]
  ) -> String {
    self.text("\(self.area(order)).\(key)", order, arguments)
  }

  private func plural(_ key: String, _ count: Int, _ order: MailOrder) -> String {
    self.texts.plural(
      "\(self.area(order)).\(key)", count: count, order.language.catalogue)
  }

  /// What people are called may run the other way than the sentence: in Arabic it is isolated.
  private func text(
    _ key: String, _ order: MailOrder, _ arguments: [String: String] = [:]
  ) -> String {
    let isolated = arguments.mapValues {
      order.language.isRightToLeft ? "\u{2068}\($0)\u{2069}" : $0
    }
    return self.texts.text(key, order.language.catalogue, isolated)
  }
}
