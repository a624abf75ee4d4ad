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

  @Test("shows in words and figures how each contribution and the total are made")
  func sums() {
    let answer = Clikc_Progress_V1_GetGradeReportResponse.with {
      $0.method = .natural
      $0.excludeEmpty = true
      $0.rows = [row("a", grade: 80, of: 100, total: 101), row("b", grade: 1, of: 1, total: 101)]
      $0.rows.append(
        .with {
          $0.activityID = "c"
          $0.status = .empty
          $0.maximum = 1
          $0.weight = 0
          $0.contribution = 0
        })
      $0.total = .with {
        $0.grade = 81
        $0.maximum = 101
        $0.percentage = 81.0 / 101
      }
    }

    let model = GradeReportModel(answer, course: "c", texts)

    #expect(
      lines(model.rows[0].sum) == [
        "Your points, of the most there are: 80 ÷ 100 = 80.00 %",
        "The weight is the item's points, of all points that count: 100 ÷ 101 = 99.01 %",
        "The weight times the percentage is the contribution: 99.01 % × 80.00 % = 79.21 %",
      ])
    #expect(
      lines(model.rows[2].sum) == ["There is no grade yet, and the item is left out."])
    #expect(
      lines(model.totalSum) == [
        "The points are added up, out of the points there are.",
        "Items without a grade are left out.",
        "The contributions added up: 79.21 % + 0.99 % = 80.20 %",
        "The total's points, of the most there are: 81 ÷ 101 = 80.20 %",
      ])
    #expect(model.total.sum == nil)
  }

  @Test("each way and each reason has its words in every language")
  func words() throws {
    let catalogue = try productTexts()
    for language in Language.allCases {
      let texts = Texts(catalogue, language)
      var seen: Set<String> = []
      for method in Clikc_Progress_V1_GradeMethod.allCases where method != .unspecified {
        let report = Clikc_Progress_V1_GetGradeReportResponse.with {
          $0.method = method
          $0.dropLowest = 1
          $0.keepHighest = 2
        }
        seen.formUnion(lines(GradeSum(report, texts)))
      }
      for basis in Clikc_Progress_V1_WeightBasis.allCases {
        let row = Clikc_Progress_V1_GradeRow.with {
          $0.weightBasis = basis
          $0.weightWhole = basis == .unspecified ? 0 : 1
        }
        seen.formUnion(lines(GradeSum(row, texts)))
      }
      // Nine ways, what becomes of empty items, drop, keep, no total; six bases.
      #expect(seen.count == 9 + 1 + 2 + 1 + 6, "\(language)")
      #expect(!seen.contains { $0.contains("web.sum") }, "\(language)")
    }
  }

  @Test("every status of an item but that it counts has its words", arguments: Language.allCases)
  func standings(_ language: Language) throws {
    let texts = Texts(try productTexts(), language)
    let words = Clikc_Progress_V1_GradeStatus.allCases.map { status in
      texts.grades.standing(.init(rawValue: status.rawValue))
    }
    #expect(words.count { $0.isEmpty } == 2, "not set, and used")
    #expect(Set(words).count == Clikc_Progress_V1_GradeStatus.allCases.count - 1)
    #expect(!words.contains { $0.contains("web.") })
  }

  @Test("a course with no grade has no range")
  func noRange() {
    let answer = Clikc_Progress_V1_ListMyGradesResponse.with {
      $0.courses = [.with { $0.title = "New" }]
    }

    let model = GradesModel(answer, texts)

    #expect(model.rows.map(\.range) == ["-"])
    #expect(answer.csv(texts).rows.last?.prefix(4) == ["New", "", "", ""])
  }

  @Test("both files have their columns in every language", arguments: Language.allCases)
  func files(_ language: Language) throws {
    let texts = Texts(try productTexts(), language)
    let overview = Clikc_Progress_V1_ListMyGradesResponse.with {
      $0.courses = [
        .with {
          $0.title = "=1+1"
          $0.grade = 62.5
          $0.maximum = 101.5
          $0.percentage = 0.625
        }
      ]
    }.csv(texts)
    let report = Clikc_Progress_V1_GetGradeReportResponse.with {
      $0.rows = [
        .with {
          $0.title = "Quiz"
          $0.weight = 0.9901
          $0.status = .dropped
        }
      ]
    }.csv(texts)

    #expect(Set(overview.rows[0]).count == 5 && Set(report.rows[0]).count == 8)
    #expect(!(overview.rows[0] + report.rows[0]).contains { $0.contains("web.") || $0.isEmpty })
    // What a spreadsheet reckons with is written alike for every reader.
    #expect(overview.rows[1].prefix(4) == ["=1+1", "62.50", "0-101.50", "62.50"])
    #expect(overview.text.contains("\r\n'=1+1,62.50,0-101.50,62.50,"))
    #expect(report.rows[1].prefix(5) == ["Quiz", "99.01", texts("web.grades.dropped"), "", ""])
    #expect(report.rows.last?.first == texts("web.grades.total"))
  }

  private func row(
    _ id: String, grade: Double, of maximum: Double, total: Double
  ) -> Clikc_Progress_V1_GradeRow {
    .with {
      $0.activityID = id
      $0.grade = grade
      $0.maximum = maximum
      $0.percentage = grade / maximum
      $0.weight = maximum / total
      $0.contribution = grade / total
      $0.weightBasis = .points
      $0.weightPart = maximum
      $0.weightWhole = total
    }
  }

  private func lines(_ sum: GradeSum?) -> [String] {
    sum?.steps.map { plain([$0.words, $0.figures].compactMap { $0 }.joined(separator: " ")) ?? "" }
      ?? []
  }

  private func plain(_ text: String?) -> String? { text?.replacing("\u{A0}", with: " ") }

  private func cells(_ row: GradeReportModel.Row) -> [String] {
    [row.weight, row.grade, row.range, row.percentage, row.feedback, row.contribution]
      .map { $0.replacing("\u{A0}", with: " ") }
  }
}
