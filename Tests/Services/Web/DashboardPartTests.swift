import CatalogueContract
import GatewayContract
import Localization
import ProgressContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("A dashboard of many courses")
struct DashboardPartTests {
  private let texts: Texts

  init() throws { texts = try Texts(productTexts(), .english) }

  @Test("shows the first 24 of a list, then the next, and says which these are")
  func parts() throws {
    let first = model(DashboardAddress(lists: true, state: .all))
    #expect(first.books.map(\.title) == (1...24).map { "Course \($0)" })
    #expect(first.part?.text == "Courses 1 to 24 of 60")
    #expect(first.part?.previous == nil)
    #expect(first.part?.next == "/dashboard?view=courses&state=all&page=2")

    let last = model(DashboardAddress(lists: true, state: .all, part: 3))
    #expect(last.books.map(\.title) == (49...60).map { "Course \($0)" })
    #expect(last.part?.text == "Courses 49 to 60 of 60")
    #expect(last.part?.previous == "/dashboard?view=courses&state=all&page=2")
    #expect(last.part?.next == nil)
  }

  @Test("parts what the tab has, and leads from its second part back to the plain address")
  func tabs() {
    let active = model(DashboardAddress(lists: true, part: 2))
    #expect(active.books.map(\.title) == (25...40).map { "Course \($0)" })
    #expect(active.part?.text == "Courses 25 to 40 of 40")
    #expect(active.part?.previous == "/dashboard?view=courses")
    #expect(
      active.states.map(\.address).allSatisfy { !$0.contains("page=") },
      "another tab begins at its beginning")
    #expect(model(DashboardAddress(lists: true, state: .completed)).part == nil)
  }

  @Test("keeps what was looked for and the open category on the way")
  func ways() {
    let found = model(DashboardAddress(lists: true, state: .all, query: "é", part: 2))
    #expect(found.part?.next == "/dashboard?view=courses&state=all&q=%C3%A9&page=3")
    let shelf = model(DashboardAddress(category: "all"))
    #expect(shelf.shelves.map(\.title) == ["English"])
    #expect(shelf.part?.next == "/dashboard?category=all&page=2")
    #expect(
      model(DashboardAddress(category: "all", part: 2)).shelves.isEmpty,
      "categories stand before the courses")
  }

  @Test("shows the nearest part for a number that names none")
  func nearest() {
    let far = model(DashboardAddress(lists: true, state: .all, part: 99))
    #expect(far == model(DashboardAddress(lists: true, state: .all, part: 3)))
    let below = model(DashboardAddress(lists: true, state: .all, part: -1))
    #expect(below == model(DashboardAddress(lists: true, state: .all)))
  }

  private func model(_ place: DashboardAddress) -> DashboardModel {
    DashboardModel(answer, at: place, texts)
  }

  /// 60 courses, of which the last 20 are completed.
  private var answer: Clikc_Gateway_V1_GetDashboardResponse {
    .with {
      $0.categories = [category("all", "", "E-learning"), category("en", "all", "English")]
      $0.courses = (1...60).map { number in
        .with {
          $0.id = "\(number)"
          $0.title = "Course \(number)"
          $0.categoryID = "all"
        }
      }
      $0.progress = (41...60).map { number in
        .with {
          $0.courseID = "\(number)"
          $0.completed = true
        }
      }
    }
  }

  private func category(
    _ id: String, _ parent: String, _ title: String
  ) -> Clikc_Catalogue_V1_Category {
    .with {
      $0.id = id
      $0.parentID = parent
      $0.titles = ["en": title]
    }
  }
}
