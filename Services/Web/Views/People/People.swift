import Foundation
import IdentityContract
import NotificationContract
import SwiftProtobuf

/// The accounts a coordinator looks after.
struct PeopleModel: Equatable, Sendable {
  let search: String
  let rows: [Row]
  let none: Bool
  let next: String?

  /// An account.
  struct Row: Equatable, Sendable {
    let name: String
    let address: String
    let username: String
    let email: String
    let roles: String
    let since: String
  }

  init(_ answer: Clikc_Identity_V1_ListAccountsResponse, search: String, _ texts: Texts) {
    self.search = search
    rows = answer.accounts.map {
      Row(
        name: $0.name, address: SiteURL.person($0.id).path, username: $0.username,
        email: $0.email, roles: $0.roleNames(texts),
        since: $0.hasCreatedAt ? texts.day($0.createdAt.date) : "")
    }
    none = rows.isEmpty
    next =
      answer.nextPageToken.isEmpty
      ? nil
      : SiteURL.people(query: search.isEmpty ? nil : search, page: answer.nextPageToken).path
  }
}

struct PeopleView: View {
  static let template = "people"

  let model: PeopleModel
  let title: String

  var screen: Screen { Screen(title: title) }
}

/// The mail sent to one person.
struct PersonModel: Equatable, Sendable {
  let created: Bool
  let mails: [Mail]
  let none: Bool

  /// A mail and what became of it.
  struct Mail: Equatable, Sendable {
    let kind: String
    let recipient: String
    let state: String
    let good: Bool
    let bad: Bool
    let since: String
    let answer: String
  }

  init(_ answer: Clikc_Notification_V1_ListMailResponse, created: Bool, _ texts: Texts) {
    self.created = created
    mails = answer.deliveries.map { Mail($0, texts) }
    none = mails.isEmpty
  }
}

extension PersonModel.Mail {
  init(_ delivery: Clikc_Notification_V1_MailDelivery, _ texts: Texts) {
    let key = "web.mail-kind.\(delivery.template.replacingOccurrences(of: "_", with: "-"))"
    kind = texts.has(key) ? texts(key) : delivery.template
    recipient = delivery.recipient
    answer = delivery.answer
    since = texts.moment(delivery.changedAt.date)
    good = delivery.state == .accepted
    bad = delivery.state == .failed || delivery.state == .expired
    switch delivery.state {
    case .sending: state = texts("web.mail.sending")
    case .accepted: state = texts("web.mail.accepted")
    case .failed: state = texts("web.mail.failed")
    case .expired: state = texts("web.mail.expired")
    case .queued, .unspecified, .UNRECOGNIZED: state = texts("web.mail.queued")
    }
  }
}

struct PersonView: View {
  static let template = "person"

  let model: PersonModel
  let title: String
  let people: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.trail = [.init(people, .people()), .init(title)]
    return screen
  }
}
