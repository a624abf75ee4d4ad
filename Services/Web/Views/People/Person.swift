import Foundation
import NotificationContract
import SwiftProtobuf

/// What became of a mail, in a word or two.
struct MailStateWord: Equatable, Sendable {
  let text: String
  let good: Bool
  let bad: Bool

  init(_ delivery: Clikc_Notification_V1_MailDelivery, _ texts: Texts) {
    good = delivery.state == .accepted
    bad = [.failed, .expired, .suppressed].contains(delivery.state)
    switch delivery.state {
    case .sending: text = texts("web.mail.sending")
    case .accepted: text = texts(delivery.hasOpenedAt ? "web.mail.opened" : "web.mail.accepted")
    case .failed: text = texts("web.mail.failed")
    case .expired: text = texts("web.mail.expired")
    case .suppressed: text = texts("web.mail.suppressed")
    case .queued, .unspecified, .UNRECOGNIZED: text = texts("web.mail.queued")
    }
  }
}

/// The mail sent to one person.
struct PersonModel: Equatable, Sendable {
  /// Where a new temporary password is asked for.
  let again: String
  let notice: String?
  let fault: String?
  let mails: [Mail]
  let none: Bool

  /// A mail and what became of it.
  struct Mail: Equatable, Sendable {
    let kind: String
    let recipient: String
    let state: MailStateWord
    let since: String
    let answer: String
  }

  init(
    _ answer: Clikc_Notification_V1_ListMailResponse, account: String, notice: String? = nil,
    fault: String? = nil, _ texts: Texts
  ) {
    again = SiteURL.invitation(account).path
    self.notice = notice
    self.fault = fault
    mails = answer.deliveries.map { Mail($0, texts) }
    none = mails.isEmpty
  }
}

extension PersonModel.Mail {
  init(_ delivery: Clikc_Notification_V1_MailDelivery, _ texts: Texts) {
    kind = texts.mailKind(delivery.template)
    recipient = delivery.recipient
    answer = delivery.answer
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
