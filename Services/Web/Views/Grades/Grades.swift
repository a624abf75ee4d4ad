import Foundation
import Localization
import ProgressContract

/// Every course's total in one table.
struct GradesModel: Equatable, Sendable {
  let rows: [Row]
  let none: Bool
  /// Where the same table is as a spreadsheet.
  let file = SiteURL.gradesFile.path
  /// Where it is as PDF, in the page's language.
  let document: String

  /// A course's line.
  struct Row: Equatable, Sendable {
    let title: String
    let language: String
    let address: String
    let grade: String
    let range: String
    let percentage: String
    let status: String
    let completed: Bool
    let part: String?
  }

  init(_ answer: Clikc_Progress_V1_ListMyGradesResponse, _ texts: Texts) {
    rows = answer.courses.map { course in
      Row(
        title: course.title, language: course.language,
        address: SiteURL.courseGrades(course.courseID).path,
        grade: texts.grades.points(course.hasGrade ? course.grade : nil),
        range: texts.grades.range(course.maximum),
        percentage: texts.grades.percent(course.hasPercentage ? course.percentage : nil),
        status: texts.grades.status(completed: course.completed),
        completed: course.completed,
        part: course.hasFraction && !course.completed
          ? texts("web.grades.done-part", ["part": texts.wholePercent(course.fraction)]) : nil)
    }
    none = rows.isEmpty
    document = SiteURL.gradesDocument(language: texts.language.rawValue).path
  }
}

struct GradesView: View {
  static let template = "grades"

  let model: GradesModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
