import CatalogueContract
import Foundation
import GatewayContract
import ProgressContract

/// Which categories and courses stand on the part of the dashboard that is shown.
struct DashboardContents: Sendable {
  let open: Clikc_Catalogue_V1_Category?
  let shelves: [Clikc_Catalogue_V1_Category]
  let courses: [Clikc_Catalogue_V1_Course]
  let progress: [String: Clikc_Progress_V1_CourseProgress]
  let trail: [Screen.Crumb]

  init(
    _ answer: Clikc_Gateway_V1_GetDashboardResponse, _ place: DashboardAddress, _ texts: Texts,
    today: String
  ) {
    let byID = Dictionary(answer.categories.map { ($0.id, $0) }) { first, _ in first }
    let progress = Dictionary(answer.progress.map { ($0.courseID, $0) }) { first, _ in first }
    self.progress = progress
    open = place.query == nil ? place.category.flatMap { byID[$0] } : nil
    if place.lists {
      shelves = []
      courses = answer.courses.filter { course in
        let completed = progress[course.id]?.completed ?? false
        return switch place.state {
        case .all: true
        case .active: !completed
        case .completed: completed
        case .starred: course.starred
        case .overdue: course.isOverdue(completed: completed, today: today)
        }
      }
    } else if let query = place.query {
      shelves = answer.categories.filter {
        $0.title(texts).range(
          of: query, options: [.caseInsensitive, .diacriticInsensitive]) != nil
      }
      courses = answer.courses
    } else if let open {
      shelves = answer.categories.filter { $0.parentID == open.id }
      courses = answer.courses.filter { $0.categoryID == open.id }
    } else {
      shelves = answer.categories.filter { byID[$0.parentID] == nil }
      courses = answer.courses.filter { byID[$0.categoryID] == nil }
    }
    trail = Self.trail(to: open, byID, texts)
  }

  private static func trail(
    to open: Clikc_Catalogue_V1_Category?, _ byID: [String: Clikc_Catalogue_V1_Category],
    _ texts: Texts
  ) -> [Screen.Crumb] {
    guard let open else { return [] }
    var way = [Screen.Crumb(open.title(texts))]
    var next = byID[open.parentID]
    while let category = next, way.count < 20 {
      let address = SiteURL.dashboard(DashboardAddress(category: category.id))
      way.insert(Screen.Crumb(category.title(texts), address), at: 0)
      next = byID[category.parentID]
    }
    return [Screen.Crumb(texts("web.dashboard.all-categories"), .dashboard())] + way
  }
}

extension Clikc_Catalogue_V1_Course {
  /// Whether its day is over for the reader, for whom it is `today`, YYYY-MM-DD.
  func isOverdue(completed: Bool, today: String) -> Bool {
    !dueOn.isEmpty && dueOn < today && !completed
  }
}
