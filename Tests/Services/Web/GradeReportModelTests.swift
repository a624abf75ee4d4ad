import Foundation
import Localization
import ProgressContract
import SwiftProtobuf
import Testing

@testable import web

@Suite("The grade report")
struct GradeReportModelTests {
  private let texts: Texts

  init() throws { texts = try Texts(productTexts(), .english) }

  @Test("writes the guide's table to the letter")
  func guide() {
    let answer = Clikc_Progress_V1_GetGradeReportResponse.with {
      $0.courseTitle = "Risk Management"
      $0.language = "en"
      $0.rows = [
        .with {
          $0.title = "Module 1"
          $0.weight = 1
          $0.status = .used
          $0.grade = 0
          $0.maximum = 100
          $0.percentage = 0
          $0.contribution = 0
        },
        .with {
          $0.title = "Module 1 - Final Quiz"
          $0.weight = 0
          $0.status = .empty
          $0.maximum = 1
          $0.contribution = 0
        },
      ]
      $0.total = .with {
        $0.grade = 0
        $0.maximum = 100
        $0.percentage = 0
      }
    }

    let model = GradeReportModel(answer, course: "c", texts)

    #expect(cells(model.rows[0]) == ["100.00 %", "0.00", "0-100", "0.00 %", "", "0.00 %"])
    #expect(cells(model.rows[1]) == ["0.00 % (Empty)", "-", "0-1", "-", "", "0.00 %"])
    #expect(model.total.title == "Course total")
    #expect(cells(model.total) == ["-", "0.00", "0-100", "0.00 %", "", "-"])
  }

  @Test("shows how each contribution and the total are made")
  func sums() {
    let answer = Clikc_Progress_V1_GetGradeReportResponse.with {
      $0.rows = [row(grade: 99, of: 100, weight: 0.5), row(grade: 1, of: 100, weight: 0.5)]
      $0.rows.append(
        .with {
          $0.status = .empty
          $0.weight = 0
          $0.contribution = 0
        })
      $0.total = .with { $0.percentage = 0.5 }
    }

    let model = GradeReportModel(answer, course: "c", texts)

    #expect(
      model.rows.map { plain($0.sum) } == [
        "50.00 % × 99.00 % = 49.50 %", "50.00 % × 1.00 % = 0.50 %", nil,
      ])
    #expect(plain(model.totalSum) == "49.50 % + 0.50 % = 50.00 %")
  }

  private func row(grade: Double, of maximum: Double, weight: Double) -> Clikc_Progress_V1_GradeRow
  {
    .with {
      $0.grade = grade
      $0.maximum = maximum
      $0.percentage = grade / maximum
      $0.weight = weight
      $0.contribution = grade / maximum * weight
    }
  }

  private func plain(_ text: String?) -> String? { text?.replacing("\u{A0}", with: " ") }

  private func cells(_ row: GradeReportModel.Row) -> [String] {
    [row.weight, row.grade, row.range, row.percentage, row.feedback, row.contribution]
      .map { $0.replacing("\u{A0}", with: " ") }
  }
}
