import Authentication
import Foundation
import GRPCCore
import ProgressContract
import ProgressDomain
import SwiftProtobuf

/// clikc.progress.v1.Grades: the overview and the report of the guide's chapter 6.
struct GradeService: Clikc_Progress_V1_Grades.SimpleServiceProtocol {
  let store: ProgressStore
  let excludesEmpty: Bool
  let now: @Sendable () -> Date

  func listMyGrades(
    request: Clikc_Progress_V1_ListMyGradesRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_ListMyGradesResponse {
    let account = try Principal.required().accountID
    let learners = try await self.store.learner(account)
    return .with {
      $0.courses = learners.map { self.overview($0) }.sorted {
        ($0.title, $0.courseID) < ($1.title, $1.courseID)
      }
    }
  }

  func getGradeReport(
    request: Clikc_Progress_V1_GetGradeReportRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_GetGradeReportResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let course = fields.id("course_id", request.courseID)
    try fields.check()
    let learner = try await self.store.learner(account, in: course)
    return self.message(learner, for: .learner)
  }

  func message(
    _ learner: LearnerCourse, for reader: GradeReport.Reader
  ) -> Clikc_Progress_V1_GetGradeReportResponse {
    let report = GradeReport(learner, for: reader, excludesEmpty: self.excludesEmpty)
    return .with {
      $0.courseTitle = report.course
      $0.language = learner.course.language
      $0.rows = zip(learner.course.activities, report.items).map { activity, row in
        .init(row, activityID: activity.id.text)
      }
      $0.total = .init(report.total, activityID: "")
      $0.method = .init(report.aggregation.method)
      $0.excludeEmpty = report.aggregation.excludesEmpty
      $0.dropLowest = Int32(report.aggregation.selection.dropLowest)
      $0.keepHighest = Int32(report.aggregation.selection.keepHighest)
    }
  }

  private func overview(_ learner: LearnerCourse) -> Clikc_Progress_V1_CourseGrade {
    let total = GradeReport(
      learner, for: .learner, excludesEmpty: self.excludesEmpty
    ).total
    return .with {
      $0.courseID = learner.course.id.text
      $0.title = learner.course.title
      $0.language = learner.course.language
      if let grade = total.grade { $0.grade = grade }
      $0.maximum = total.maximum
      if let percentage = total.percentage { $0.percentage = percentage }
      $0.completed = learner.completedAt != nil
      if let fraction = CourseProgress(learner).fraction { $0.fraction = fraction }
    }
  }
}

extension Clikc_Progress_V1_GradeMethod {
  init(_ method: Grading.Method) {
    self =
      switch method {
      case .natural: .natural
      case .mean: .mean
      case .median: .median
      case .lowest: .lowest
      case .highest: .highest
      case .mode: .mode
      case .weightedMean: .weightedMean
      case .simpleWeightedMean: .simpleWeightedMean
      case .extraCreditMean: .extraCreditMean
      }
  }
}

extension Clikc_Progress_V1_GradeRow {
  init(_ row: GradeReport.Row, activityID: String) {
    self = .with {
      $0.activityID = activityID
      $0.title = row.name
      if let weight = row.weight { $0.weight = weight }
      $0.status =
        switch row.status {
        case .used: .used
        case .empty: .empty
        case .extra: .extra
        case .dropped: .dropped
        case .excluded: .excluded
        case .hidden: .hidden
        }
      if let grade = row.grade { $0.grade = grade }
      $0.maximum = row.maximum
      if let percentage = row.percentage { $0.percentage = percentage }
      $0.feedback = row.feedback
      if let contribution = row.contribution { $0.contribution = contribution }
      if let origin = row.origin {
        $0.weightBasis = .init(origin.basis)
        $0.weightPart = origin.part
        $0.weightWhole = origin.whole
      }
      $0.setByTutor = row.isSetByTutor
    }
  }
}

extension Clikc_Progress_V1_WeightBasis {
  init(_ basis: WeightedGrades.Origin.Basis) {
    self =
      switch basis {
      case .points: .points
      case .items: .items
      case .weights: .weights
      case .choice: .choice
      case .extra: .extra
      }
  }
}
