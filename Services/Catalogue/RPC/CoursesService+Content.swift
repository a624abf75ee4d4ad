internal import Authentication
internal import CatalogueContract
internal import CatalogueDomain
internal import Foundation
internal import GRPCCore
internal import Problems
internal import SwiftProtobuf

extension CoursesService {
  func getLesson(
    request: Clikc_Catalogue_V1_GetLessonRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_GetLessonResponse {
    let (activity, content) = try await self.content(
      request.activityID, of: request.courseID, version: nil)
    guard content.kind == .lesson else { throw Refusal.activityNotFound }
    let lesson = try Clikc_Catalogue_V1_LessonDocument(serializedBytes: content.bytes)
    return .with {
      $0.title = content.title
      $0.courseTitle = activity.courseTitle
      $0.language = activity.language
      $0.lesson = lesson.withoutAnswers
    }
  }

  func getQuestions(
    request: Clikc_Catalogue_V1_GetQuestionsRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_GetQuestionsResponse {
    guard request.questionIds.count <= 200 else {
      throw Refusal.invalid([DocumentFault("question_ids", .tooManyItems, ["maximum": "200"])])
    }
    let version = try RequestValues.number(
      "course_version", request.courseVersion, in: 0...Int64.max)
    let (activity, content) = try await self.content(
      request.activityID, of: request.courseID, version: version == 0 ? nil : version)
    // What is right is the gateway's to ask for alone: it knows what Progress has closed.
    let withAnswers = request.withAnswers && CallOrigin.current.caller == "gateway"
    let asked = try Self.questions(request.questionIds, in: content)
    return .with {
      $0.title = content.title
      $0.courseTitle = activity.courseTitle
      $0.language = activity.language
      $0.questions = withAnswers ? asked : asked.map(\.withoutAnswers)
    }
  }

  /// What an activity holds, when the caller may see it.
  private func content(
    _ activityID: String, of courseID: String, version: Int64?
  ) async throws -> (StoredActivity, StoredActivity.Content) {
    let reader = try Principal.required()
    let course = try RequestValues.uuid("course_id", courseID)
    let activity = try RequestValues.uuid("activity_id", activityID)
    let stored = try await self.activities.activity(
      activity, of: course, version: version, for: reader.accountID)
    guard let stored else { throw Refusal.courseNotFound }
    try self.gate.openContent(reader.access(as: stored.role), tutors: stored.tutors)
    guard let content = stored.content else { throw Refusal.activityNotFound }
    return (stored, content)
  }

  private static func questions(
    _ ids: [String], in content: StoredActivity.Content
  ) throws -> [Clikc_Catalogue_V1_Question] {
    let all =
      switch content.kind {
      case .lesson:
        try Clikc_Catalogue_V1_LessonDocument(serializedBytes: content.bytes).checks
      case .quiz:
        try Clikc_Catalogue_V1_QuizDocument(serializedBytes: content.bytes).questions
      }
    let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return ids.compactMap { byID[$0] }
  }
}
