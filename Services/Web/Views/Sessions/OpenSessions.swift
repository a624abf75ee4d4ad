import IdentityContract
import SwiftProtobuf

/// Who is logged in, and from where.
struct OpenSessionsModel: Equatable, Sendable {
  let query: String
  /// How many sessions of how many people.
  let count: String
  let rows: [Row]
  /// Whether nobody has what is looked for.
  let none: Bool
  /// nil when there are no other pages.
  let pages: PageLinks?
  let notice: String?

  /// An open session.
  struct Row: Equatable, Sendable {
    let name: String
    let username: String
    /// Nil without one.
    let administration: String?
    /// The page of the person.
    let person: String
    let device: String
    let address: String
    let began: String
    let seen: String
    let remembered: Bool
    /// Whether it is the one the page is seen in.
    let current: Bool
    /// Where it is ended.
    let end: String
    /// What that button does, for who hears it by itself.
    let label: String
  }

  init(
    _ answer: Clikc_Identity_V1_ListOpenSessionsResponse,
    names: [Clikc_Identity_V1_AdministrationName], filter: TextFilter, notice: String? = nil,
    _ texts: Texts
  ) {
    query = filter.query
    count = texts(
      "web.sessions.count",
      [
        "sessions": texts.whole(Int(answer.open)),
        "people": texts.whole(Int(answer.people)),
      ])
    let homes = Dictionary(names.map { ($0.id, $0.name) }) { first, _ in first }
    rows = answer.sessions.map { Row($0, homes: homes, filter: filter, texts) }
    none = rows.isEmpty
    pages = PageLinks(from: filter, next: answer.nextPageToken) { .openSessions($0) }
    self.notice = notice
  }
}

extension OpenSessionsModel.Row {
  init(
    _ found: Clikc_Identity_V1_PersonSession, homes: [String: String], filter: TextFilter,
    _ texts: Texts
  ) {
    name = found.name
    username = found.username
    administration = homes[found.administrationID]
    person = SiteURL.person(found.accountID).path
    device = DeviceName.of(found.session.device, texts)
    address = found.session.clientAddress
    began = texts.moment(found.session.beganAt.date)
    seen = texts.moment(found.session.lastSeenAt.date)
    remembered = found.session.remembered
    current = found.session.current
    end = SiteURL.endOpenSession(found.session.id, filter).path
    label = texts("web.sessions.end-label", ["name": found.name, "device": device])
  }
}

struct OpenSessionsView: View {
  static let template = "open-sessions"

  let model: OpenSessionsModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
