import Foundation
import IdentityContract
import NotificationContract
import SwiftProtobuf

/// The addresses on hold: they failed too often, and get no mail that can be missed.
struct SuppressedModel: Equatable, Sendable {
  let tabs: [MailTab]
  let query: String
  let rows: [Row]
  /// What stands in place of the list when there is none.
  let nothing: String?
  /// Whether some addresses are left out by what is looked for.
  let narrowed: Bool
  /// nil when there are no other pages.
  let pages: PageLinks?
  let notice: String?

  /// An address.
  struct Row: Equatable, Sendable {
    let held: HeldAddress
    /// The page that lets mail go again.
    let lift: String
    /// What that link does, for who hears it by itself.
    let label: String
  }

  /// `names` are the administrations that are told apart.
  init(
    _ answer: Clikc_Notification_V1_ListSuppressedResponse,
    names: [Clikc_Identity_V1_AdministrationName] = [], filter: TextFilter,
    notice: String? = nil, _ texts: Texts
  ) {
    tabs = MailTab.all(current: .addresses, texts)
    query = filter.query
    let homes = Dictionary(names.map { ($0.id, $0.name) }) { first, _ in first }
    rows = answer.addresses.map { Row($0, homes: homes, filter: filter, texts) }
    narrowed = !filter.query.isEmpty
    let isAll = !narrowed && filter.page.isEmpty
    nothing =
      rows.isEmpty ? texts(isAll ? "web.suppressed.none" : "web.suppressed.none-found") : nil
    pages = PageLinks(from: filter, next: answer.nextPageToken) { .suppressed($0) }
    self.notice = notice
  }
}

extension SuppressedModel.Row {
  init(
    _ found: Clikc_Notification_V1_SuppressedAddress, homes: [String: String],
    filter: TextFilter, _ texts: Texts
  ) {
    held = HeldAddress(found, homes: homes, texts)
    lift = SiteURL.suppression(found.id, from: .addresses(filter)).path
    label = texts("web.suppressed.lift-name", ["address": found.address])
  }
}

/// A list of what became of mail, and the way to the other.
struct MailTab: Equatable, Sendable {
  let title: String
  let address: String
  let current: Bool

  /// The lists there are.
  enum List: CaseIterable {
    case mail, addresses
  }

  static func all(current: List, _ texts: Texts) -> [MailTab] {
    List.allCases.map { list in
      switch list {
      case .mail:
        MailTab(
          title: texts("web.undelivered.tab"), address: SiteURL.undelivered().path,
          current: list == current)
      case .addresses:
        MailTab(
          title: texts("web.suppressed.title"), address: SiteURL.suppressed().path,
          current: list == current)
      }
    }
  }
}

struct SuppressedView: View {
  static let template = "suppressed"

  let model: SuppressedModel
  let title: String
  let people: String
  let mail: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.trail = [.init(people, .people()), .init(mail, .undelivered()), .init(title)]
    return screen
  }
}
