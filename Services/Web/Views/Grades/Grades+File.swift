/// The tables of the pages as files.
extension GradesModel {
  func csv(_ texts: Texts) -> CSVFile {
    let columns = ["course", "grade", "range", "percentage", "status"]
    return CSVFile(
      name: "grades",
      rows: [columns.map { texts("web.grades.\($0)") }]
        + rows.map { [$0.title, $0.grade, $0.range, $0.percentage, $0.status] })
  }
}

extension GradeReportModel {
  func csv(_ texts: Texts) -> CSVFile {
    let columns = ["item", "weight", "grade", "range", "percentage", "feedback", "contribution"]
    return CSVFile(
      name: "grade-report",
      rows: [columns.map { texts("web.grades.\($0)") }] + (rows + [total]).map(\.cells))
  }
}

extension GradeReportModel.Row {
  fileprivate var cells: [String] {
    [
      title, weight, grade, range, percentage,
      [setBy, feedback].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": "),
      contribution,
    ]
  }
}
