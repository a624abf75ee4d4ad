import CatalogueContract
import Foundation
import GatewayContract
import ProgressContract

/// "More information": how far the course is and what is missing.
struct CourseInfoModel: Equatable, Sendable {
  let id: String
  let courseTitle: String
  let title: String
  let language: String
  let address: String
  let bar: ProgressBar?
  let rows: [ActivityLine]
  let tracked: Bool
  let next: ActivityLine?
  let summary: String
  let tutors: String?
  let hours: String?
  let newMaterial: Bool

  init(_ answer: Clikc_Gateway_V1_GetOutlineResponse, _ texts: Texts) {
    let course = answer.course
    id = course.id
    courseTitle = course.title
    title = texts("web.info.title", ["title": course.title])
    language = course.language
    address = SiteURL.course(course.id).path
    bar = answer.hasProgress ? ProgressBar(answer.progress, texts) : nil
    rows = answer.progress.activities.map { ActivityLine($0, course: course.id, texts) }
    tracked = !rows.isEmpty
    next = rows.first { !$0.completed }
    summary = course.summary
    tutors = course.tutors.isEmpty ? nil : texts.list(course.tutors)
    hours =
      course.hours > 0
      ? texts.plural("web.info.hours-count", Int(course.hours.rounded(.up))) : nil
    newMaterial = answer.progress.newMaterial
  }
}

struct CourseInfoView: View {
  static let template = "course-info"

  let model: CourseInfoModel
  let home: String

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.trail = [.init(home, .dashboard()), .init(model.title)]
    return screen
  }
}
