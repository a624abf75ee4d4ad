import Foundation
import IdentityContract
import NotificationContract
import SwiftProtobuf

/// The mail that did not arrive.
struct UndeliveredModel: Equatable, Sendable {
  let tabs: [MailTab]
  let states: [Choice]
  let kinds: [Choice]
  /// Empty for who has one administration only.
  let administrations: [Choice]
  let administers: Bool
  let rows: [Row]
  /// What stands in place of the list when there is none.
  let nothing: String?
  /// Whether some mail is left out by the filter.
  let narrowed: Bool
  /// Whether an invitation may be sent again.
  let mayRepeat: Bool
  /// Whether an address gets not all of its mail.
  let isSuppressed: Bool
  /// Whether there is something to explain.
  let explains: Bool
  /// nil when there are no other pages.
  let pages: PageLinks?
  let notice: String?
  let fault: String?

  /// A mail.
  struct Row: Equatable, Sendable {
    let name: String
    /// The page of the person; nil for who has no account.
    let person: String?
    let administration: String?
    let recipient: String
    let kind: String
    let tag: String
    /// Whether it is tried again.
    let retried: Bool
    let reason: String
    /// What the mail server said; nil when it was not asked, and the reason says all.
    let answer: String?
    let since: String
    let attempts: String
    let nextTry: String?
    /// Whether another of its kind was asked for since.
    let repeated: Bool
    let again: Again?
    /// The page that lets all mail go to the address again; nil when it does.
    let lift: String?
    /// What the link to it does, for who hears it by itself.
    let liftLabel: String
    /// Whether there is something to do, or to say of what was done.
    let acts: Bool
  }

  /// The form that sends an invitation again.
  struct Again: Equatable, Sendable {
    let action: String
    /// What the button does, for who hears it by itself.
    let label: String
  }

  /// `names` are the administrations to choose from.
  init(
    _ answer: Clikc_Notification_V1_ListUndeliveredResponse,
    names: [Clikc_Identity_V1_AdministrationName] = [], filter: UndeliveredFilter,
    notice: String? = nil, fault: String? = nil, now: Date = Date(), _ texts: Texts
  ) {
    tabs = MailTab.all(current: .mail, texts)
    states = Choice.numbered("web.undelivered.state-", 1...4, chosen: filter.state, texts)
    kinds = answer.templates.map {
      Choice(value: $0, title: texts.mailKind($0), chosen: $0 == filter.kind)
    }
    administrations = Choice.administrations(names, chosen: filter.administration)
    administers = !administrations.isEmpty
    let homes = Dictionary(names.map { ($0.id, $0.name) }) { first, _ in first }
    rows = answer.mails.map { Row($0, homes: homes, filter: filter, now: now, texts) }
    narrowed = filter.narrows
    let isAll = !narrowed && filter.page.isEmpty
    nothing =
      rows.isEmpty ? texts(isAll ? "web.undelivered.none" : "web.undelivered.none-found") : nil
    mayRepeat = rows.contains { $0.again != nil }
    isSuppressed = answer.mails.contains {
      $0.delivery.state == .suppressed || !$0.suppressionID.isEmpty
    }
    explains = mayRepeat || isSuppressed
    pages = PageLinks(from: filter, next: answer.nextPageToken) { .undelivered($0) }
    self.notice = notice
    self.fault = fault
  }
}

extension UndeliveredModel.Row {
  init(
    _ mail: Clikc_Notification_V1_UndeliveredMail, homes: [String: String],
    filter: UndeliveredFilter, now: Date, _ texts: Texts
  ) {
    let delivery = mail.delivery
    name = mail.name
    person = mail.accountExists ? SiteURL.person(delivery.accountID).path : nil
    administration = homes[mail.administrationID]
    recipient = delivery.recipient
    kind = texts.mailKind(delivery.template)
    tag = texts("web.undelivered.tag-\(Self.number(of: delivery.state))")
    retried = ![.failed, .expired, .suppressed].contains(delivery.state)
    reason = texts.undelivered(mail.reason)
    answer = Self.saysAll(mail.reason) || delivery.answer.isEmpty ? nil : delivery.answer
    since = texts.moment(delivery.changedAt.date)
    attempts = texts.number(Double(delivery.attempts), digits: 0)
    nextTry =
      delivery.hasDueAt
      ? texts("web.undelivered.next", ["when": texts.moment(max(delivery.dueAt.date, now))]) : nil
    repeated = mail.repeated
    again =
      mail.resendable
      ? UndeliveredModel.Again(
        action: SiteURL.undeliveredInvitation(delivery.accountID, filter).path,
        label: texts("web.undelivered.again-name", ["name": mail.name])) : nil
    lift =
      mail.suppressionID.isEmpty
      ? nil : SiteURL.suppression(mail.suppressionID, from: .mail(filter)).path
    liftLabel = texts("web.suppressed.lift-name", ["address": delivery.recipient])
    acts = repeated || again != nil || lift != nil
  }

  /// The state's number among those that are chosen from.
  private static func number(of state: Clikc_Notification_V1_MailState) -> Int {
    switch state {
    case .failed: 1
    case .expired: 2
    case .suppressed: 3
    case .queued, .sending, .accepted, .unspecified, .UNRECOGNIZED: 4
    }
  }

  /// Whether there is no more to say than the reason, which is the portal's own.
  private static func saysAll(_ reason: Clikc_Notification_V1_UndeliveredReason) -> Bool {
    [.tooOld, .outdated, .suppressed, .restored].contains(reason)
  }
}

extension Texts {
  /// Why mail did not arrive. A reason that is not known here is that it was refused.
  func undelivered(_ reason: Clikc_Notification_V1_UndeliveredReason) -> String {
    let key = "web.undelivered.reason-\(reason.rawValue)"
    return has(key) ? self(key) : self("web.undelivered.reason-0")
  }
}

struct UndeliveredView: View {
  static let template = "undelivered"

  let model: UndeliveredModel
  let title: String
  let people: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    screen.trail = [.init(people, .people()), .init(title)]
    return screen
  }
}
