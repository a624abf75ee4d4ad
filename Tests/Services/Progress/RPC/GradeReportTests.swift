import CatalogueContract
import Foundation
import ProgressContract
import SwiftProtobuf
import Testing

/// A vector of the guide's and Moodle's gradebooks, reached by studying; weights, contributions and
/// percentage in percent.
struct StudiedGradebook: CustomTestStringConvertible, Sendable {
  let testDescription: String
  var excludesEmpty = true
  /// For each activity the part of the marks reached, nil for one left alone.
  let reached: [Double?]
  let weights: [Double]
  let contributions: [Double]
  let points: Double?
  let maximum: Double
  let percentage: Double?
}

private let guide: [StudiedGradebook] = [
  StudiedGradebook(
    testDescription: "V1: the guide's own table", reached: [0, nil, nil, nil, nil],
    weights: [100, 0, 0, 0, 0], contributions: [0, 0, 0, 0, 0], points: 0, maximum: 100,
    percentage: 0),
  StudiedGradebook(
    testDescription: "V2: a lesson and its quiz", reached: [0.8, 1, nil, nil, nil],
    weights: [99.01, 0.99, 0, 0, 0], contributions: [79.21, 0.99, 0, 0, 0], points: 81,
    maximum: 101, percentage: 80.20),
  StudiedGradebook(
    testDescription: "V3: full lessons and failed quizzes", reached: [1, 0, 1, 0, 0],
    weights: [49.26, 0.49, 49.26, 0.49, 0.49], contributions: [49.26, 0, 49.26, 0, 0],
    points: 200, maximum: 203, percentage: 98.52),
  StudiedGradebook(
    testDescription: "V4: V2 with empty grades counted", excludesEmpty: false,
    reached: [0.8, 1, nil, nil, nil], weights: [49.26, 0.49, 49.26, 0.49, 0.49],
    contributions: [39.41, 0.49, 0, 0, 0], points: 81, maximum: 203, percentage: 39.90),
  StudiedGradebook(
    testDescription: "V5: nothing graded", reached: [nil, nil, nil, nil, nil],
    weights: [0, 0, 0, 0, 0], contributions: [0, 0, 0, 0, 0], points: nil, maximum: 0,
    percentage: nil),
]

// Quizzes give one point where the published vectors give ten.
private let equal: [StudiedGradebook] = [
  StudiedGradebook(
    testDescription: "V6: equal items, one empty", reached: [nil, 0.5, 0.6, 0.875],
    weights: [0, 33.33, 33.33, 33.33], contributions: [0, 16.67, 20, 29.17], points: 1.975,
    maximum: 3, percentage: 65.83),
  StudiedGradebook(
    testDescription: "V7: V6 with empty grades counted", excludesEmpty: false,
    reached: [nil, 0.5, 0.6, 0.875], weights: [25, 25, 25, 25],
    contributions: [0, 12.5, 15, 21.88], points: 1.975, maximum: 4, percentage: 49.38),
]

/// Percent rounded to two decimals, halves away from zero, as the report shows it.
private func percent(_ fraction: Double) -> Double {
  (fraction * 10_000 + 1e-7).rounded(.toNearestOrAwayFromZero) / 100
}

@Suite("Grade report over RPC")
struct GradeReportRPCTests {
  @Test("the guide's course comes out to the last digit", arguments: guide)
  func vectors(_ book: StudiedGradebook) async throws {
    try await self.check(.guide(), book) { harness, course in
      for (activity, reached) in zip(course.activities, book.reached) {
        guard let reached else { continue }
        switch activity.kind {
        case .quiz:
          _ = try await harness.take(
            activity.activityID, in: course, right: Int(reached * 10))
        default:
          try await harness.complete(
            lesson: activity.activityID, in: course, right: Int(reached * 5))
        }
      }
    }
  }

  @Test("quizzes of equal weight come out to the last digit", arguments: equal)
  func equalItems(_ book: StudiedGradebook) async throws {
    let course = PublishedCourse(activities: (1...4).map { .partial("Q\($0)") })
    let options: [Double: [String]] = [0.5: ["a"], 0.6: ["a", "b"], 0.875: ["a", "b", "c"]]
    try await self.check(course, book) { harness, course in
      for (activity, reached) in zip(course.activities, book.reached) {
        guard let reached else { continue }
        let attempt = try await harness.start(activity.activityID, in: course)
        _ = try await harness.save(options[reached] ?? [], to: "q", of: attempt.id)
        #expect(try await harness.finish(attempt.id).score == reached)
      }
    }
  }

  @Test("a course is graded as its author has it, whatever the site has")
  func authorsGrading() async throws {
    var course = PublishedCourse.guide()
    course.activities[0].weight = 2
    course.grading = .with {
      $0.aggregation = .weightedMean
      $0.excludeEmpty = false
    }
    try await ProgressHarness.run(excludesEmpty: true) { [course] harness in
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        try await harness.complete(lesson: course.activities[0].activityID, in: course, right: 4)
        _ = try await harness.take(course.activities[1].activityID, in: course, right: 5)

        let report = try await harness.report(course)

        // (2 x 0.8 + 1 x 0.5 + 3 x 0) / (2 + 1 + 3) = 2.1 / 6
        #expect(report.method == .weightedMean && !report.excludeEmpty)
        #expect(report.rows.map { percent($0.weight) } == [33.33, 16.67, 16.67, 16.67, 16.67])
        #expect(report.rows.map { percent($0.contribution) } == [26.67, 8.33, 0, 0, 0])
        #expect(percent(report.total.percentage) == 35)
        #expect(report.total.maximum == 100)
        #expect(report.rows.map(\.weightBasis) == Array(repeating: .weights, count: 5))
        #expect(report.rows.map(\.weightPart) == [2, 1, 1, 1, 1])
        #expect(report.rows.map(\.weightWhole) == [6, 6, 6, 6, 6])
      }
    }
  }

  @Test("the lowest quizzes are dropped as the author has it, and the row says so")
  func dropping() async throws {
    var course = PublishedCourse(activities: (1...3).map { .quiz("Q\($0)") })
    course.grading.dropLowest = 1
    try await ProgressHarness.run { [course] harness in
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        for (quiz, right) in zip(course.activities, [9, 2, 7]) {
          _ = try await harness.take(quiz.activityID, in: course, right: right)
        }

        let report = try await harness.report(course)

        #expect(report.dropLowest == 1 && report.method == .natural)
        #expect(report.rows.map(\.status) == [.used, .dropped, .used])
        #expect(percent(report.total.percentage) == 80)
        #expect(report.total.maximum == 2)
      }
    }
  }

  private func check(
    _ course: PublishedCourse, _ book: StudiedGradebook,
    _ study: @escaping @Sendable (ProgressHarness, PublishedCourse) async throws -> Void
  ) async throws {
    try await ProgressHarness.run(excludesEmpty: book.excludesEmpty) { harness in
      let account = try await harness.learner(in: course)
      try await harness.acting(account) {
        try await study(harness, course)

        let report = try await harness.report(course)
        let overview = try await harness.grades.listMyGrades(.init()).courses

        #expect(report.courseTitle == "Risk Management")
        #expect(report.rows.map(\.title) == course.activities.map(\.title))
        #expect(report.rows.map(\.activityID) == course.activities.map(\.activityID))
        #expect(report.rows.map { percent($0.weight) } == book.weights)
        #expect(report.rows.map { percent($0.contribution) } == book.contributions)
        let empty = book.reached.map { $0 == nil && book.excludesEmpty }
        #expect(report.rows.map { $0.status == .empty } == empty)
        #expect(report.rows.map(\.hasGrade) == book.reached.map { $0 != nil })
        #expect(report.total.title.isEmpty)
        #expect(!report.total.hasWeight && !report.total.hasContribution)
        #expect(report.total.hasGrade == (book.points != nil))
        #expect((report.total.grade * 1e6).rounded() / 1e6 == book.points ?? 0)
        #expect(report.total.maximum == book.maximum)
        #expect(percent(report.total.percentage) == book.percentage ?? 0)
        #expect(overview.map(\.percentage) == [report.total.percentage])
        #expect(overview.map(\.hasGrade) == [book.points != nil])
      }
    }
  }
}
