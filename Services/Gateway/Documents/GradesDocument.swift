internal import Localization
internal import NotificationContract
internal import ProgressContract

/// The caller's grades as they stand on the pages, with the same columns.
struct GradesDocument {
  typealias Column = Clikc_Notification_V1_DocumentColumn
  typealias Row = Clikc_Notification_V1_DocumentRow

  let heading: DocumentHeading
  private var language: Language { self.heading.language }

  init(_ heading: DocumentHeading) { self.heading = heading }

  /// All courses.
  func overview(
    _ answer: Clikc_Progress_V1_ListMyGradesResponse
  ) -> Clikc_Notification_V1_DrawTableRequest {
    let rows = answer.courses.map { course in
      Row([
        course.title, self.points(course.hasGrade ? course.grade : nil),
        self.range(course.maximum), self.percent(course.hasPercentage ? course.percentage : nil),
        self.status(course),
      ])
    }
    return self.heading.table(
      self.text("title"),
      columns: [
        self.column("course", 38), self.column("grade", 13, figures: true),
        self.column("range", 13, figures: true), self.column("percentage", 16, figures: true),
        self.column("status", 20),
      ], rows: rows, note: rows.isEmpty ? self.text("none") : "")
  }

  /// One course with its total.
  func report(
    _ answer: Clikc_Progress_V1_GetGradeReportResponse
  ) -> Clikc_Notification_V1_DrawTableRequest {
    let total = self.row(answer.total, title: self.text("total"), strong: true)
    return self.heading.table(
      self.text("report"), about: [answer.courseTitle],
      columns: [
        self.column("item", 26), self.column("weight", 13, figures: true),
        self.column("grade", 9, figures: true), self.column("range", 9, figures: true),
        self.column("percentage", 11, figures: true), self.column("feedback", 19),
        self.column("contribution", 13, figures: true),
      ], rows: answer.rows.map { self.row($0, title: $0.title) } + [total])
  }

  private func row(
    _ row: Clikc_Progress_V1_GradeRow, title: String, strong: Bool = false
  ) -> Row {
    let setBy = row.setByTutor ? self.text("by-tutor") : ""
    return Row(
      [
        title, self.weight(row), self.points(row.hasGrade ? row.grade : nil),
        self.range(row.maximum), self.percent(row.hasPercentage ? row.percentage : nil),
        [setBy, row.feedback].filter { !$0.isEmpty }.joined(separator: ": "),
        self.percent(row.hasContribution ? row.contribution : nil),
      ], strong: strong)
  }

  private func weight(_ row: Clikc_Progress_V1_GradeRow) -> String {
    let weight = self.percent(row.hasWeight ? row.weight : nil)
    return switch row.status {
    case .empty: "\(weight) \(self.text("empty"))"
    case .extra: "\(weight) \(self.text("extra"))"
    case .dropped: "\(weight) \(self.text("dropped"))"
    case .excluded: self.text("excluded")
    case .hidden: self.text("hidden")
    case .used, .unspecified, .UNRECOGNIZED: weight
    }
  }

  private func status(_ course: Clikc_Progress_V1_CourseGrade) -> String {
    self.heading.text(course.completed ? "web.status.completed" : "web.status.not-completed")
  }

  private func points(_ value: Double?) -> String {
    value.map { self.language.number($0, digits: 2) } ?? "-"
  }

  private func percent(_ part: Double?) -> String {
    part.map { self.language.percent($0, digits: 2) } ?? "-"
  }

  /// A number with two decimals, or none when it is whole; "-" where nothing counts yet.
  private func range(_ maximum: Double) -> String {
    let digits = maximum.rounded() == maximum ? 0 : 2
    return maximum > 0 ? "0-" + self.language.number(maximum, digits: digits) : "-"
  }

  private func column(_ key: String, _ share: Int32, figures: Bool = false) -> Column {
    Column(self.text(key), share: share, figures: figures)
  }

  private func text(_ key: String) -> String { self.heading.text("web.grades.\(key)") }
}
