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
  /// The contributions, added up; nil when nothing is graded.
  let totalSum: String?
  /// Where the same table is as a file.
  let file: String

  /// A line of the report, ready to show.
  struct Row: Equatable, Sendable {
    let title: String
    let address: String?
    let weight: String
    let grade: String
    let range: String
    let percentage: String
    let feedback: String
    let contribution: String
    /// The product that makes the contribution; nil when there is none.
    let sum: String?
  }

  init(
    _ answer: Clikc_Progress_V1_GetGradeReportResponse, course: String, _ texts: Texts
  ) {
    self.course = course
    courseTitle = answer.courseTitle
    language = answer.language
    rows = answer.rows.map { Row($0, title: $0.title, texts) }
    total = Row(answer.total, title: texts("web.grades.total"), texts)
    totalSum = Self.sum(answer, texts)
    file = SiteURL.courseGradesFile(course).path
  }

  private static func sum(
    _ answer: Clikc_Progress_V1_GetGradeReportResponse, _ texts: Texts
  ) -> String? {
    let parts = answer.rows.filter { $0.hasContribution && $0.hasGrade }.map(\.contribution)
    guard answer.total.hasPercentage, !parts.isEmpty else { return nil }
    let terms = parts.map { texts.percent($0, digits: 2) }.joined(separator: " + ")
    return "\(terms) = \(texts.percent(answer.total.percentage, digits: 2))"
  }
}

extension GradeReportModel.Row {
  init(_ row: Clikc_Progress_V1_GradeRow, title: String, _ texts: Texts) {
    self.title = title
    address = nil
    weight = Self.weight(row, texts)
    grade = row.hasGrade ? texts.number(row.grade, digits: 2) : "-"
    range = GradeText.range(row.maximum, texts)
    percentage = GradeText.percent(row.hasPercentage ? row.percentage : nil, texts)
    feedback = row.feedback
    contribution = GradeText.percent(row.hasContribution ? row.contribution : nil, texts)
    sum =
      row.hasWeight && row.hasPercentage && row.hasContribution
      ? "\(texts.percent(row.weight, digits: 2)) × \(texts.percent(row.percentage, digits: 2)) = \(contribution)"
      : nil
  }

  private static func weight(_ row: Clikc_Progress_V1_GradeRow, _ texts: Texts) -> String {
    let weight = GradeText.percent(row.hasWeight ? row.weight : nil, texts)
    switch row.status {
    case .empty: return weight + " " + texts("web.grades.empty")
    case .extra: return weight + " " + texts("web.grades.extra")
    case .dropped: return weight + " " + texts("web.grades.dropped")
    case .used, .unspecified, .UNRECOGNIZED: return weight
    }
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
