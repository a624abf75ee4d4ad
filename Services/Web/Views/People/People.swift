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
    let invitation: MailStateWord?
  }

  /// `invitations` are the last account mails of those accounts that had one.
  init(
    _ answer: Clikc_Identity_V1_ListAccountsResponse,
    invitations: [Clikc_Notification_V1_MailDelivery], search: String, _ texts: Texts
  ) {
    self.search = search
    let states = Dictionary(
      invitations.map { ($0.accountID, MailStateWord($0, texts)) }
    ) { first, _ in first }
    rows = answer.accounts.map {
      Row(
        name: $0.name, address: SiteURL.person($0.id).path, username: $0.username,
        email: $0.email, roles: $0.roleNames(texts),
        since: $0.hasCreatedAt ? texts.day($0.createdAt.date) : "", invitation: states[$0.id])
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
