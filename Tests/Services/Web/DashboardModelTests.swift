import CatalogueContract
import Foundation
import GatewayContract
import Localization
import ProgressContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("The dashboard")
struct DashboardModelTests {
  private let texts: Texts

  init() throws { texts = try Texts(productTexts(), .english) }

  @Test("shows the top shelves first, and on a shelf its shelves and books")
  func shelves() {
    let top = model(DashboardAddress())
    #expect(top.shelves.map(\.title) == ["E-learning"])
    #expect(top.books.isEmpty)
    #expect(top.tabs.map(\.current) == [true, false])

    let inner = model(DashboardAddress(category: "en"))
    #expect(inner.books.map(\.title) == ["Risk Management", "Origin"])
    #expect(inner.trail.map(\.title) == ["All categories", "E-learning", "English"])
  }

  @Test("parts the list into active and completed courses")
  func list() {
    #expect(model(DashboardAddress(lists: true)).books.map(\.title) == ["Risk Management"])
    let completed = model(DashboardAddress(lists: true, state: .completed))
    #expect(completed.books.map(\.title) == ["Origin"])
    #expect(completed.books.first?.bar?.value == 100)
  }

  @Test("lists what bears a star, what is overdue, and everything")
  func otherStates() {
    func titles(_ state: CourseState) -> [String] {
      model(DashboardAddress(lists: true, state: state)).books.map(\.title)
    }
    #expect(titles(.all) == ["Risk Management", "Origin"])
    #expect(titles(.starred) == ["Origin"])
    // Both days are over; what is completed is never overdue.
    #expect(titles(.overdue) == ["Risk Management"])
  }

  @Test("says by when a course is to be completed, and since when it is overdue")
  func due() throws {
    let late = try #require(model(DashboardAddress(lists: true)).books.first)
    #expect(late.overdue)
    #expect(late.due == "Overdue: was to be completed by 9 March 2026")
    let inTime = DashboardModel(
      answer, at: DashboardAddress(lists: true), texts,
      now: Date(timeIntervalSince1970: 1_773_100_799))  // 2026-03-09T23:59:59Z
    #expect(inTime.books.map(\.due) == ["To be completed by 9 March 2026"])
    #expect(inTime.books.map(\.overdue) == [false])
    #expect(model(DashboardAddress(lists: true, state: .completed)).books.map(\.due) == [nil])
  }

  @Test("names every field of a tile for the template")
  func tileFields() throws {
    let tile = try #require(model(DashboardAddress(lists: true)).books.first)
    let stored = Mirror(reflecting: tile).children.compactMap(\.label)
    #expect(Set(tile.fields.keys) == Set(stored))
  }

  @Test("leads straight to where a course was left")
  func goingOn() throws {
    let tile = try #require(model(DashboardAddress(lists: true)).books.first)
    #expect(tile.nextAddress == "/courses/1/lessons/a")
    #expect(tile.nextTitle == "Module 2")
    let completed = model(DashboardAddress(lists: true, state: .completed)).books
    #expect(completed.map(\.nextAddress) == [nil])
  }

  @Test("finds categories by title while searching, whatever the case")
  func search() {
    let found = model(DashboardAddress(query: "ENGL"))
    #expect(found.shelves.map(\.title) == ["English"])
    #expect(found.results == "Results for “ENGL”")
  }

  @Test("says what to do when no course is assigned")
  func empty() {
    let model = DashboardModel(
      Clikc_Gateway_V1_GetDashboardResponse(), at: DashboardAddress(), texts)
    #expect(model.empty?.text == "No course is assigned to you yet.")
    #expect(model.empty?.next != nil)
  }

  private func model(_ place: DashboardAddress) -> DashboardModel {
    DashboardModel(answer, at: place, texts, now: Date(timeIntervalSince1970: 1_773_100_800))
  }

  private var answer: Clikc_Gateway_V1_GetDashboardResponse {
    .with {
      $0.categories = [
        category("all", "", "E-learning"), category("en", "all", "English"),
      ]
      $0.courses = [course("1", "Risk Management"), course("2", "Origin")]
      for index in $0.courses.indices { $0.courses[index].dueOn = "2026-03-09" }
      $0.courses[1].starred = true
      $0.progress = [
        .with {
          $0.courseID = "1"
          $0.fraction = 0.4
          $0.next = .with {
            $0.activityID = "a"
            $0.title = "Module 2"
          }
        },
        .with {
          $0.courseID = "2"
          $0.fraction = 1
          $0.completed = true
        },
      ]
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

  private func course(_ id: String, _ title: String) -> Clikc_Catalogue_V1_Course {
    .with {
      $0.id = id
      $0.title = title
      $0.language = "en"
      $0.categoryID = "en"
    }
  }
}
