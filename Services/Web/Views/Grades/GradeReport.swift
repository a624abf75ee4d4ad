import Foundation
import Localization
import ProgressContract

/// The report of one course with the columns of the guide.
struct GradeReportModel: Equatable, Sendable {
  let course: String
  let courseTitle: String
  let language: String
  let rows: [Row]
  let total: Row
  /// How the total is made.
  let totalSum: GradeSum
  /// Where the same table is as a spreadsheet.
  let file: String
  /// Where it is as PDF, in the page's language.
  let document: String

  /// A line of the report, ready to show.
  struct Row: Equatable, Sendable {
    let title: String
    let address: String?
    let weight: String
    let grade: String
    let range: String
    let percentage: String
    let feedback: String
    /// Said when a tutor set the grade; nil otherwise.
    let setBy: String?
    let contribution: String
    /// How the contribution is made; nil in the total, whose sum has a place of its own.
    let sum: GradeSum?
    /// What opens the sum, for those who hear it.
    let sumLabel: String
  }

  init(
    _ answer: Clikc_Progress_V1_GetGradeReportResponse, course: String, _ texts: Texts
  ) {
    self.course = course
    courseTitle = answer.courseTitle
    language = answer.language
    rows = answer.rows.map { Row($0, title: $0.title, texts) }
    total = Row(answer.total, title: texts("web.grades.total"), texts)
    totalSum = GradeSum(answer, texts)
    file = SiteURL.courseGradesFile(course).path
    document = SiteURL.courseGradesDocument(course, language: texts.language.rawValue).path
  }
}

extension GradeReportModel.Row {
  init(_ row: Clikc_Progress_V1_GradeRow, title: String, _ texts: Texts) {
    self.title = title
    address = nil
    weight = texts.grades.weight(
      row.hasWeight ? row.weight : nil, .init(rawValue: row.status.rawValue))
    grade = texts.grades.points(row.hasGrade ? row.grade : nil)
    range = texts.grades.range(row.maximum)
    percentage = texts.grades.percent(row.hasPercentage ? row.percentage : nil)
    feedback = row.feedback
    setBy = row.setByTutor ? texts("web.grades.by-tutor") : nil
    contribution = texts.grades.percent(row.hasContribution ? row.contribution : nil)
    sum = row.activityID.isEmpty ? nil : GradeSum(row, texts)
    sumLabel = texts("web.sum.of", ["item": title])
  }
}

struct GradeReportView: View {
  static let template = "grade-report"

  let model: GradeReportModel
  let title: String
  let gradesTitle: String

  var screen: Screen {
    var screen = Screen(title: "\(title) - \(model.courseTitle)")
    screen.trail = [
      .init(gradesTitle, .grades), .init(model.courseTitle, language: model.language),
    ]
    screen.course = .init(
      id: model.course, title: model.courseTitle, language: model.language, current: .grades)
    return screen
  }
}
