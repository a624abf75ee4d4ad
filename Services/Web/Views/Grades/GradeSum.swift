import Foundation
import Localization
import ProgressContract

/// How a number of the report is made: steps in words, each with its figures.
struct GradeSum: Equatable, Sendable {
  /// Words, and the figures they speak of.
  struct Step: Equatable, Sendable {
    let words: String
    /// Nil when there is nothing to reckon.
    let figures: String?
  }

  let steps: [Step]
}

extension GradeSum {
  /// One item's contribution, from the numbers Progress reckoned with.
  init(_ row: Clikc_Progress_V1_GradeRow, _ texts: Texts) {
    var steps: [Step] = []
    if row.hasGrade, row.hasPercentage {
      steps.append(
        Step(
          words: texts("web.sum.percentage"),
          figures: Self.quotient(row.grade, row.maximum, row.percentage, texts)))
    }
    steps.append(Self.weight(row, texts))
    if row.hasWeight, row.hasPercentage, row.hasContribution, row.weightBasis != .unspecified {
      steps.append(
        Step(
          words: texts("web.sum.contribution"),
          figures: [row.weight, row.percentage].map { texts.percent($0, digits: 2) }
            .joined(separator: " × ") + " = " + texts.percent(row.contribution, digits: 2)))
    }
    self.steps = steps
  }

  /// The course total: what the method is, the contributions added up, and the points they are.
  init(_ report: Clikc_Progress_V1_GetGradeReportResponse, _ texts: Texts) {
    let total = report.total
    var steps = [Step(words: texts("web.sum.method.\(report.method.rawValue)"), figures: nil)]
    steps.append(
      Step(
        words: texts(report.excludeEmpty ? "web.sum.empty-out" : "web.sum.empty-zero"),
        figures: nil))
    for (key, count) in [("drop", report.dropLowest), ("keep", report.keepHighest)] where count > 0
    {
      steps.append(
        Step(
          words: texts("web.sum.\(key)"), figures: texts.number(Double(count), digits: 0)))
    }
    guard total.hasPercentage, total.hasGrade else {
      self.steps = steps + [Step(words: texts("web.sum.no-total"), figures: nil)]
      return
    }
    let terms = report.rows.filter { $0.weightBasis != .unspecified && $0.contribution > 0 }
      .map { texts.percent($0.contribution, digits: 2) }
    if terms.count > 1 {
      steps.append(
        Step(
          words: texts("web.sum.added"),
          figures: terms.joined(separator: " + ") + " = "
            + texts.percent(total.percentage, digits: 2)))
    }
    steps.append(
      Step(
        words: texts("web.sum.total"),
        figures: Self.quotient(total.grade, total.maximum, total.percentage, texts)))
    self.steps = steps
  }

  private static func weight(_ row: Clikc_Progress_V1_GradeRow, _ texts: Texts) -> Step {
    let key: String
    switch row.weightBasis {
    case .points: key = "points"
    case .items: key = "items"
    case .weights: key = "weights"
    case .choice: key = row.weightPart > 0 ? "chosen" : "not-chosen"
    case .extra: key = "extra"
    case .unspecified, .UNRECOGNIZED:
      key = Self.leftOut(row.status)
    }
    let shows = row.weightWhole > 0 && key != "not-chosen"
    return Step(
      words: texts("web.sum.weight.\(key)"),
      figures: shows ? Self.quotient(row.weightPart, row.weightWhole, row.weight, texts) : nil)
  }

  private static func leftOut(_ status: Clikc_Progress_V1_GradeStatus) -> String {
    switch status {
    case .empty: "left-empty"
    case .dropped: "left-low"
    case .excluded: "left-excluded"
    case .hidden: "left-hidden"
    case .used, .extra, .unspecified, .UNRECOGNIZED: "left-out"
    }
  }

  /// "80 ÷ 100 = 80.00 %"; decimals only where there are some.
  private static func quotient(
    _ part: Double, _ whole: Double, _ value: Double, _ texts: Texts
  ) -> String {
    "\(texts.grades.short(part)) ÷ \(texts.grades.short(whole)) = "
      + texts.percent(value, digits: 2)
  }
}
