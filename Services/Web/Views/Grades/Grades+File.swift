import Foundation
import Localization
import ProgressContract

/// The tables of the pages as files. Words are the reader's, but figures are the same in every language: a
/// point, no unit and no grouping, nothing where there is none. A decimal comma is the separator of cells to
/// many programs, and a figure with a unit is a text to all of them; the unit stands in the header.
extension Clikc_Progress_V1_ListMyGradesResponse {
  func csv(_ texts: Texts) -> CSVFile {
    CSVFile(
      name: "grades",
      rows: [
        [
          texts("web.grades.course"), texts("web.grades.grade"), texts("web.grades.range"),
          CSVFigure.percent(texts("web.grades.percentage")), texts("web.grades.status"),
        ]
      ]
        + courses.map { course in
          [
            course.title, CSVFigure.of(course.hasGrade ? course.grade : nil),
            CSVFigure.range(course.maximum),
            CSVFigure.part(course.hasPercentage ? course.percentage : nil),
            texts.grades.status(completed: course.completed),
          ]
        })
  }
}

extension Clikc_Progress_V1_GetGradeReportResponse {
  func csv(_ texts: Texts) -> CSVFile {
    let total = total.cells(title: texts("web.grades.total"), texts)
    return CSVFile(
      name: "grade-report",
      rows: [
        [
          texts("web.grades.item"), CSVFigure.percent(texts("web.grades.weight")),
          texts("web.grades.status"), texts("web.grades.grade"), texts("web.grades.range"),
          CSVFigure.percent(texts("web.grades.percentage")), texts("web.grades.feedback"),
          CSVFigure.percent(texts("web.grades.contribution")),
        ]
      ] + rows.map { $0.cells(title: $0.title, texts) } + [total])
  }
}

extension Clikc_Progress_V1_GradeRow {
  fileprivate func cells(title: String, _ texts: Texts) -> [String] {
    [
      title, CSVFigure.part(hasWeight ? weight : nil),
      texts.grades.standing(.init(rawValue: status.rawValue)),
      CSVFigure.of(hasGrade ? grade : nil), CSVFigure.range(maximum),
      CSVFigure.part(hasPercentage ? percentage : nil),
      texts.grades.feedback(feedback, byTutor: setByTutor),
      CSVFigure.part(hasContribution ? contribution : nil),
    ]
  }
}

/// Figures as every spreadsheet reads them.
private enum CSVFigure {
  /// Two decimals; empty without a value.
  static func of(_ value: Double?) -> String { value.map { String(format: "%.2f", $0) } ?? "" }

  /// A part of one in percent.
  static func part(_ part: Double?) -> String { of(part.map { $0 * 100 }) }

  /// "0-100"; empty where nothing counts yet.
  static func range(_ maximum: Double) -> String {
    guard maximum > 0 else { return "" }
    return "0-" + (maximum.rounded() == maximum ? String(format: "%.0f", maximum) : of(maximum))
  }

  /// The header of a column in percent.
  static func percent(_ title: String) -> String { title + " (%)" }
}
