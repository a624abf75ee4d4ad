import AuthenticationContract
import Foundation
import IdentityContract
import NotificationContract
import SwiftProtobuf

/// What a list of people was asked for, as it stands in the address.
struct PeopleFilter: PagedFilter, Equatable, Sendable {
  var search = ""
  var state = 0
  var role = 0
  var order = 0
  var administration = ""
  var page = ""
  var trail = PageTrail()

  init() {}

  init(_ query: Form) {
    search = query["q"]
    state = Int(query["state"]) ?? 0
    role = Int(query["role"]) ?? 0
    order = Int(query["order"]) ?? 0
    administration = query["administration"]
    page = query["page"]
    trail = PageTrail(query["before"])
  }

  var request: Clikc_Identity_V1_ListPeopleRequest {
    .with {
      $0.query = search
      $0.state = Clikc_Identity_V1_PersonState(rawValue: state) ?? .UNRECOGNIZED(state)
      $0.role = Clikc_Authentication_V1_Role(rawValue: role) ?? .UNRECOGNIZED(role)
      $0.order = Clikc_Identity_V1_PeopleOrder(rawValue: order) ?? .UNRECOGNIZED(order)
      $0.administrationID = administration
      $0.pageToken = page
    }
  }

  /// Names and values for an address; what is not asked for is left out.
  var pairs: [(String, String?)] {
    func said(_ number: Int) -> String? { number == 0 ? nil : String(number) }
    func said(_ text: String) -> String? { text.isEmpty ? nil : text }
    return [
      ("q", said(search)), ("state", said(state)), ("role", said(role)), ("order", said(order)),
      ("administration", said(administration)), ("page", said(page)),
      ("before", said(trail.text)),
    ]
  }
}

/// The accounts a coordinator looks after.
struct PeopleModel: Equatable, Sendable {
  let search: String
  let states: [Choice]
  let roles: [Choice]
  let orders: [Choice]
  /// Empty for who has one administration only.
  let administrations: [Choice]
  let administers: Bool
  let rows: [Row]
  let none: Bool
  /// How many invitations did not arrive; nil when all did.
  let undelivered: String?
  /// Where mail that did not arrive is.
  let mail: String
  /// Where those invitations are.
  let invitations: String
  /// nil when there are no other pages.
  let pages: PageLinks?

  /// An account.
  struct Row: Equatable, Sendable {
    let name: String
    let address: String
    let username: String
    let email: String
    let roles: String
    let since: String
    let state: String
    let suspended: Bool
    let invitation: MailStateWord?
  }

  /// `invitations` are the last account mails of those accounts that had one; `names` the administrations
  /// to choose from.
  init(
    _ answer: Clikc_Identity_V1_ListPeopleResponse,
    invitations: [Clikc_Notification_V1_MailDelivery], undelivered: Int = 0,
    names: [Clikc_Identity_V1_AdministrationName] = [], filter: PeopleFilter, _ texts: Texts
  ) {
    search = filter.search
    states = Choice.numbered("web.people.state-", 1...3, chosen: filter.state, texts)
    roles = Choice.numbered("web.role.", 1...5, chosen: filter.role, texts)
    orders = (0...2).map {
      Choice(
        value: String($0), title: texts("web.people.order-\($0)"), chosen: $0 == filter.order)
    }
    administrations = Choice.administrations(names, chosen: filter.administration)
    administers = !administrations.isEmpty
    let words = Dictionary(
      invitations.map { ($0.accountID, MailStateWord($0, texts)) }
    ) { first, _ in first }
    rows = answer.people.map { Row($0, invitation: words[$0.account.id], texts) }
    none = rows.isEmpty
    self.undelivered = undelivered == 0 ? nil : Self.words(undelivered, texts)
    mail = SiteURL.undelivered().path
    self.invitations = SiteURL.undelivered(UndeliveredFilter(kind: "new_account")).path
    pages = PageLinks(from: filter, next: answer.nextPageToken) { .people($0) }
  }

  /// Who counts stops at 100.
  private static func words(_ undelivered: Int, _ texts: Texts) -> String {
    guard undelivered >= 100 else { return texts.plural("web.undelivered.count", undelivered) }
    return texts(
      "web.undelivered.count-more", ["count": texts.number(Double(undelivered), digits: 0)])
  }
}

extension PeopleModel.Row {
  init(_ person: Clikc_Identity_V1_Person, invitation: MailStateWord?, _ texts: Texts) {
    let account = person.account
    self.init(
      name: account.name, address: SiteURL.person(account.id).path, username: account.username,
      email: account.email, roles: account.roleNames(texts),
      since: account.hasCreatedAt ? texts.day(account.createdAt.date) : "",
      state: texts("web.people.state-\(max(1, person.state.rawValue))"),
      suspended: person.state == .suspended, invitation: invitation)
  }
}

extension Choice {
  /// Numbered things with their names, which the chosen number, if any, is one of.
  static func numbered(
    _ key: String, _ numbers: ClosedRange<Int>, chosen: Int, _ texts: Texts
  ) -> [Choice] {
    numbers.map { Choice(value: String($0), title: texts("\(key)\($0)"), chosen: $0 == chosen) }
  }

  /// Administrations by their names.
  static func administrations(
    _ names: [Clikc_Identity_V1_AdministrationName], chosen: String
  ) -> [Choice] {
    names.map { Choice(value: $0.id, title: $0.name, chosen: $0.id == chosen) }
  }
}

struct PeopleView: View {
  static let template = "people"

  let model: PeopleModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
