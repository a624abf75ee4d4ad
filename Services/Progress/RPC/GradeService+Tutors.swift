import Authentication
import Foundation
import GRPCCore
import Problems
import ProgressContract
import ProgressDomain
import SwiftProtobuf

/// What tutors see and decide.
extension GradeService {
  func getLearnerReport(
    request: Clikc_Progress_V1_GetLearnerReportRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_GetLearnerReportResponse {
    let caller = try Principal.required()
    var fields = RequestFields()
    let course = fields.id("course_id", request.courseID)
    let account = fields.id("account_id", request.accountID)
    try fields.check()
    try await self.mustTutor(caller, course)
    return try await self.learnerReport(account, in: course)
  }

  func decideGrade(
    request: Clikc_Progress_V1_DecideGradeRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_DecideGradeResponse {
    let caller = try Principal.required()
    var fields = RequestFields()
    let course = fields.id("course_id", request.courseID)
    let account = fields.id("account_id", request.accountID)
    let activity = fields.id("activity_id", request.activityID)
    let reason = fields.words("reason", request.reason, atMost: 500)
    let feedback = fields.words("feedback", request.feedback, atMost: 2000, required: false)
    try fields.check()
    try await self.mustTutor(caller, course)
    guard account != caller.accountID else { throw Refusal(.permissionDenied, "OWN_GRADE") }
    let decision = GradeDecision(
      grade: request.hasGrade ? request.grade : nil, isLocked: request.locked,
      isHidden: request.hidden, isExcluded: request.excluded, feedback: feedback)
    try await self.naming(learnerIn: course) {
      try await self.store.decide(
        decision, about: activity, of: account, in: course, seen: request.version,
        by: caller.accountID, because: reason, at: self.now())
    }
    let learner = try await self.learnerReport(account, in: course)
    return .with { $0.learner = learner }
  }

  /// Tutors of the course and administrators.
  private func mustTutor(_ caller: Principal, _ course: UUID) async throws {
    if caller.roles.contains(.administrator) { return }
    guard try await self.store.isTutor(caller.accountID, of: course) else {
      throw Refusal(.permissionDenied, "NOT_COURSE_TUTOR")
    }
  }

  private func learnerReport(
    _ account: UUID, in course: UUID
  ) async throws -> Clikc_Progress_V1_GetLearnerReportResponse {
    let learner = try await self.naming(learnerIn: course) {
      try await self.store.learner(account, in: course)
    }
    let changes = try await self.store.decisions(account, in: course)
    return .with {
      $0.report = self.message(learner, for: .tutor)
      $0.decisions = learner.course.activities.map {
        .init(learner.decisions[$0.id] ?? .none, activityID: $0.id.text)
      }
      $0.changes = changes.map(Clikc_Progress_V1_GradeChange.init)
    }
  }

  /// It is the learner who is not enrolled, and not the caller.
  private func naming<Outcome>(
    learnerIn course: UUID, _ body: () async throws -> Outcome
  ) async throws -> Outcome {
    do { return try await body() } catch StudyRefusal.notEnrolled {
      throw Refusal(.notFound, "LEARNER_NOT_FOUND")
    }
  }
}

extension Clikc_Progress_V1_GradeDecision {
  fileprivate init(_ standing: StandingDecision, activityID: String) {
    self = .with {
      $0.activityID = activityID
      $0.version = standing.version
      if let grade = standing.decision.grade { $0.grade = grade }
      $0.locked = standing.decision.isLocked
      $0.hidden = standing.decision.isHidden
      $0.excluded = standing.decision.isExcluded
      $0.feedback = standing.decision.feedback
    }
  }
}

extension Clikc_Progress_V1_GradeChange {
  fileprivate init(_ past: PastDecision) {
    self = .with {
      $0.activityID = past.activityID.text
      $0.version = past.version
      $0.actorID = past.actorID.text
      $0.changedAt = .init(date: past.time)
      $0.reason = past.reason
      $0.before = .init(past.before)
      $0.after = .init(past.after)
    }
  }
}

extension Clikc_Progress_V1_GradeState {
  fileprivate init(_ state: PastDecision.State) {
    self = .with {
      if let grade = state.grade { $0.grade = grade }
      $0.setByTutor = state.isSetByTutor
      $0.locked = state.isLocked
      $0.hidden = state.isHidden
      $0.excluded = state.isExcluded
      $0.feedback = state.feedback
    }
  }
}
