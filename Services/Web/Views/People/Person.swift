import Foundation
import IdentityContract
import Localization
import NotificationContract
import SwiftProtobuf

/// What became of a mail, in a word or two, and why.
struct MailStateWord: Equatable, Sendable {
  let text: String
  let good: Bool
  let bad: Bool
  /// Why it did not arrive, or is tried again; nil when nothing is wrong with it.
  let reason: String?

  /// A mail that waits for a time after `now`, as reminders do for their day, says for which.
  init(_ delivery: Clikc_Notification_V1_MailDelivery, now: Date = Date(), _ texts: Texts) {
    good = delivery.state == .accepted
    bad = [.failed, .expired, .suppressed].contains(delivery.state)
    reason = bad || delivery.reason != .unspecified ? texts.undelivered(delivery.reason) : nil
    switch delivery.state {
    case .sending: text = texts("web.mail.sending")
    case .accepted: text = texts(delivery.hasOpenedAt ? "web.mail.opened" : "web.mail.accepted")
    case .failed: text = texts("web.mail.failed")
    case .expired: text = texts("web.mail.expired")
    case .suppressed: text = texts("web.mail.suppressed")
    case .queued where delivery.hasDueAt && delivery.dueAt.date > now:
      text = texts("web.mail.queued-until", ["when": texts.moment(delivery.dueAt.date)])
    case .queued, .unspecified, .UNRECOGNIZED: text = texts("web.mail.queued")
    }
  }
}

/// One person, as who looks after them sees them.
struct PersonModel: Equatable, Sendable {
  let name: String
  let facts: [Fact]
  let suspended: Bool
  /// Whether the person has a temporary password, which can be made and sent again.
  let waiting: Bool
  let changeable: Bool
  /// Where a new temporary password is asked for.
  let again: String
  let suspend: String
  let removeFactor: String
  let sessions: String
  let reactivate: String
  let rename: String
  let move: String
  let changeRoles: String
  /// Where their certificates are.
  let certificates: String
  let notice: String?
  let fault: String?
  /// The person's address, while mail to it is on hold.
  let hold: HeldAddress?
  /// Where all mail is let go to it again.
  let lift: String?
  let mails: [Mail]
  let none: Bool

  /// What is known, in a word.
  struct Fact: Equatable, Sendable {
    let title: String
    let text: String
  }

  /// A mail and what became of it.
  struct Mail: Equatable, Sendable {
    let kind: String
    let recipient: String
    let state: MailStateWord
    let since: String
    /// What the mail server said; nil when none was asked or reached.
    let answer: String?
  }

  init(
    _ answer: Clikc_Identity_V1_GetPersonResponse,
    _ mail: Clikc_Notification_V1_ListMailResponse, notice: String? = nil, fault: String? = nil,
    _ texts: Texts
  ) {
    let person = answer.person
    let id = person.account.id
    name = person.account.name
    facts = Self.facts(answer, texts)
    suspended = person.state == .suspended
    waiting = person.state == .waiting
    changeable = person.changeable
    again = SiteURL.invitation(id).path
    suspend = SiteURL.personForm(id, "suspend").path
    removeFactor = SiteURL.personForm(id, "second-factor").path
    sessions = SiteURL.personForm(id, "sessions").path
    reactivate = SiteURL.personForm(id, "reactivate").path
    rename = SiteURL.personForm(id, "names").path
    move = SiteURL.personForm(id, "administration").path
    changeRoles = SiteURL.personForm(id, "roles").path
    certificates = SiteURL.register(RegisterFilter(account: id)).path
    self.notice = notice
    self.fault = fault
    hold = mail.hasHold ? HeldAddress(mail.hold, homes: [:], texts) : nil
    lift = mail.hasHold ? SiteURL.suppression(mail.hold.id, from: .person(id)).path : nil
    mails = mail.deliveries.map { Mail($0, texts) }
    none = mails.isEmpty
  }

  private static func facts(
    _ answer: Clikc_Identity_V1_GetPersonResponse, _ texts: Texts
  ) -> [Fact] {
    let (person, account) = (answer.person, answer.person.account)
    let language = texts.language.rawValue
    let administration =
      answer.hasAdministration
      ? answer.administration.names[language] ?? answer.administration.code
      : texts("web.people.no-administration")
    var facts = [
      Fact(title: texts("web.username"), text: account.username),
      Fact(title: texts("web.email"), text: account.email),
      Fact(title: texts("web.people.administration"), text: administration),
      Fact(title: texts("web.people.roles"), text: account.roleNames(texts)),
      Fact(
        title: texts("web.people.state"),
        text: texts("web.people.state-\(max(1, person.state.rawValue))")),
    ]
    if let written = Language(rawValue: account.language) {
      facts.append(Fact(title: texts("web.person.language"), text: written.ownName))
    }
    let moments = [
      ("web.people.since", account.hasCreatedAt, account.createdAt),
      ("web.person.until", person.hasInvitedUntil, person.invitedUntil),
      ("web.person.suspended-since", person.hasSuspendedAt, person.suspendedAt),
    ]
    for (key, isKnown, moment) in moments where isKnown {
      facts.append(Fact(title: texts(key), text: texts.moment(moment.date)))
    }
    return facts
  }

  /// What the page says was done, by the word in its address.
  static func notice(_ done: String, _ texts: Texts) -> String? {
    let keys = [
      "created": "web.people.created", "sent": "web.people.again-sent",
      "suspended": "web.person.done-suspended", "reactivated": "web.person.done-reactivated",
      "factor": "web.factor.reset-done", "sessions": "web.person.done-sessions",
      "renamed": "web.person.done-renamed", "roles": "web.person.done-roles",
      "moved": "web.person.done-moved", "lifted": "web.suppressed.lifted",
    ]
    return keys[done].map { texts($0) }
  }
}

extension PersonModel.Mail {
  init(_ delivery: Clikc_Notification_V1_MailDelivery, _ texts: Texts) {
    kind = texts.mailKind(delivery.template)
    recipient = delivery.recipient
    answer = delivery.answerFromServer ? delivery.answer : nil
    since = texts.moment(delivery.changedAt.date)
    state = MailStateWord(delivery, texts)
  }
}

extension Texts {
  /// A kind of mail in the reader's words; its name for one this page does not know.
  func mailKind(_ template: String) -> String {
    let key = "web.mail-kind.\(template.replacingOccurrences(of: "_", with: "-"))"
    return has(key) ? self(key) : template
  }
}

struct PersonView: View {
  static let template = "person"

  let model: PersonModel
  let people: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: model.name)
    screen.status = status
    screen.trail = [.init(people, .people()), .init(model.name)]
    return screen
  }
}
