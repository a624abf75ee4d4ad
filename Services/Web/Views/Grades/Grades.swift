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
        grade: course.hasGrade ? texts.number(course.grade, digits: 2) : "-",
        range: GradeText.range(course.maximum, texts),
        percentage: course.hasPercentage ? texts.percent(course.percentage, digits: 2) : "-",
        status: texts(course.completed ? "web.status.completed" : "web.status.not-completed"),
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

/// How values of a report are written, as in the guide.
enum GradeText {
  /// "0-100", or "-" where nothing counts yet and there is no point to be had.
  static func range(_ maximum: Double, _ texts: Texts) -> String {
    maximum > 0 ? "0-" + Self.short(maximum, texts) : "-"
  }

  /// A number with two decimals, or none when it is whole.
  static func short(_ value: Double, _ texts: Texts) -> String {
    texts.number(value, digits: value.rounded() == value ? 0 : 2)
  }

  /// "62.50 %", or "-" when there is none.
  static func percent(_ part: Double?, _ texts: Texts) -> String {
    part.map { texts.percent($0, digits: 2) } ?? "-"
  }
}
