internal import Localization
internal import NotificationContract
internal import ProgressContract

/// The caller's grades as they stand on the pages, with the same columns.
struct GradesDocument {
  typealias Column = Clikc_Notification_V1_DocumentColumn
  typealias Row = Clikc_Notification_V1_DocumentRow

  let heading: DocumentHeading
  private let words: GradeWords

  init(_ heading: DocumentHeading) {
    self.heading = heading
    self.words = GradeWords(heading.texts, heading.language)
  }

  /// All courses.
  func overview(
    _ answer: Clikc_Progress_V1_ListMyGradesResponse
  ) -> Clikc_Notification_V1_DrawTableRequest {
    let rows = answer.courses.map { course in
      Row([
        course.title, self.words.points(course.hasGrade ? course.grade : nil),
        self.words.range(course.maximum),
        self.words.percent(course.hasPercentage ? course.percentage : nil),
        self.words.status(completed: course.completed),
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
    Row(
      [
        title,
        self.words.weight(row.hasWeight ? row.weight : nil, .init(rawValue: row.status.rawValue)),
        self.words.points(row.hasGrade ? row.grade : nil),
        self.words.range(row.maximum),
        self.words.percent(row.hasPercentage ? row.percentage : nil),
        self.words.feedback(row.feedback, byTutor: row.setByTutor),
        self.words.percent(row.hasContribution ? row.contribution : nil),
      ], strong: strong)
  }

  private func column(_ key: String, _ share: Int32, figures: Bool = false) -> Column {
    Column(self.text(key), share: share, figures: figures)
  }

  private func text(_ key: String) -> String { self.heading.text("web.grades.\(key)") }
}
