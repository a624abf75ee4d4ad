import ProgressDomain
import Testing

@Suite("Grade report")
struct GradeReportTests {
  @Test("the report has the guide's columns, and the total has no weight of its own")
  func columns() throws {
    let report = GradeReport(
      course: "Risk Management",
      items: [
        try GradeItem(name: "Module 1", maximum: 100, grade: 0, feedback: "Read it again"),
        try GradeItem(name: "Module 1 - Final Quiz", maximum: 1, grade: nil),
      ])

    #expect(report.course == "Risk Management")
    #expect(report.items.map(\.name) == ["Module 1", "Module 1 - Final Quiz"])
    #expect(report.items.map(\.status) == [.used, .empty])
    #expect(report.items.map(\.percentage) == [0, nil])
    #expect(report.items[0].feedback == "Read it again")
    #expect(report.total.name.isEmpty)
    #expect(report.total.weight == nil)
    #expect(report.total.contribution == nil)
    #expect(report.total.maximum == 100)
  }
}
