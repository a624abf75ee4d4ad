import Authentication
import Foundation
import GRPCCore
import ProgressContract
import ProgressDomain
import SwiftProtobuf

/// clikc.progress.v1.Progress: the percentage and the table that explains it.
struct ProgressService: Clikc_Progress_V1_Progress.SimpleServiceProtocol {
  let store: ProgressStore

  func listMyProgress(
    request: Clikc_Progress_V1_ListMyProgressRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_ListMyProgressResponse {
    let account = try Principal.required().accountID
    let learners = try await self.store.learner(account)
    return .with {
      $0.courses = learners.map {
        Clikc_Progress_V1_CourseProgress(CourseProgress($0), brief: request.brief)
      }
    }
  }

  func getCourseProgress(
    request: Clikc_Progress_V1_GetCourseProgressRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_GetCourseProgressResponse {
    let account = try Principal.required().accountID
    var fields = RequestFields()
    let course = fields.id("course_id", request.courseID)
    try fields.check()
    let learner = try await self.store.learner(account, in: course)
    return .with { $0.progress = .init(CourseProgress(learner)) }
  }
}
