import CatalogueContract
import Foundation
import GatewayContract
import ProgressContract
import SwiftProtobuf

typealias DashboardAnswer = Clikc_Gateway_V1_GetDashboardResponse

/// What the dashboard needs to know.
struct DashboardQuery: Sendable {
  let search: String?

  func callAsFunction(_ gateway: SessionGateway) async throws -> DashboardAnswer {
    try await gateway.call(.getDashboard, .with { $0.query = search ?? "" })
  }
}

/// The dashboard: shelves of categories, or the list of courses.
struct DashboardModel: Equatable, Sendable {
  let tabs: [Tab]
  /// "Active courses", "Completed courses" and the others; empty among the shelves.
  let states: [Tab]
  /// What was looked for.
  let search: String
  /// "Results for …".
  let results: String?
  let clear: String
  /// Hidden fields that keep the view while searching.
  let lists: Bool
  /// Which courses of the list, when it is not the first choice.
  let state: String?
  /// The open shelf.
  let shelf: String?
  let shelves: [Tile]
  let books: [Tile]
  /// Which of the courses these are, when they are not all.
  let part: DashboardPart?
  /// Said when there is nothing to show, with what to do.
  let empty: Empty?
  /// The way to the open shelf.
  let trail: [Screen.Crumb]

  /// One of the ways to look at the courses.
  struct Tab: Equatable, Sendable {
    let title: String
    let address: String
    let current: Bool
  }

  /// Why there is nothing.
  struct Empty: Equatable, Sendable {
    let text: String
    let next: String?
  }
}

extension DashboardModel {
  init(
    _ answer: Clikc_Gateway_V1_GetDashboardResponse, at place: DashboardAddress, _ texts: Texts,
    now: Date = Date()
  ) {
    let today = texts.today(now)
    let contents = DashboardContents(answer, place, texts, today: today)
    tabs = [
      Tab(
        title: texts("web.dashboard.categories"), address: SiteURL.dashboard().path,
        current: !place.lists),
      Tab(
        title: texts("web.dashboard.available"),
        address: SiteURL.dashboard(DashboardAddress(lists: true)).path, current: place.lists),
    ]
    states = place.lists ? Self.states(place, texts) : []
    search = place.query ?? ""
    results = place.query.map { texts("web.dashboard.results", ["query": $0]) }
    clear =
      SiteURL.dashboard(
        DashboardAddress(lists: place.lists, state: place.state)
      ).path
    lists = place.lists
    state = place.state == .active ? nil : place.state.rawValue
    shelf = contents.open?.title(texts)
    let shown = ListPart(place.part, of: contents.courses.count, size: DashboardPart.size)
    // Categories stand before the courses, so on the first part.
    shelves =
      shown.number == 1 ? contents.shelves.map { Tile($0, lists: place.lists, texts) } : []
    books = contents.courses[shown.places].map {
      Tile($0, contents.progress[$0.id], today: today, texts)
    }
    part = DashboardPart(shown, place, texts)
    trail = contents.trail
    empty = shelves.isEmpty && books.isEmpty ? Self.empty(answer, place, texts) : nil
  }

  private static func states(_ place: DashboardAddress, _ texts: Texts) -> [Tab] {
    CourseState.allCases.map { state in
      let address = DashboardAddress(lists: true, state: state, query: place.query)
      return Tab(
        title: texts("web.dashboard.\(state.rawValue)"),
        address: SiteURL.dashboard(address).path, current: state == place.state)
    }
  }

  private static func empty(
    _ answer: Clikc_Gateway_V1_GetDashboardResponse, _ place: DashboardAddress, _ texts: Texts
  ) -> Empty {
    if place.query != nil { return Empty(text: texts("web.dashboard.none-found"), next: nil) }
    if answer.courses.isEmpty {
      return Empty(
        text: texts("web.dashboard.none"), next: texts("web.dashboard.none-next"))
    }
    return Empty(text: texts("web.dashboard.none-\(place.state.rawValue)"), next: nil)
  }
}

struct DashboardView: View {
  static let template = "dashboard"

  let model: DashboardModel
  let title: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.current = model.lists ? "courses" : "dashboard"
    screen.trail = model.trail
    return screen
  }
}
