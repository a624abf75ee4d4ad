import Authentication
import Foundation
import GRPCCore
import PersonalData
import Postgres
import PrivacyContract
import ProgressContract
import SwiftProtobuf

/// clikc.progress.v1.ProgressData: what Progress keeps about the caller.
struct ProgressDataService: Clikc_Progress_V1_ProgressData.SimpleServiceProtocol {
  let rows: PersonalRows

  func exportMyProgress(
    request: Clikc_Progress_V1_ExportMyProgressRequest, context: ServerContext
  ) async throws -> Clikc_Progress_V1_ExportMyProgressResponse {
    let account = try Principal.required().accountID
    let activities = try await self.rows.activities(of: account)
    let attempts = try await self.rows.attempts(of: account)
    let decisions = try await self.rows.decisions(of: account)
    return .with {
      $0.sections = [
        Clikc_Privacy_V1_PersonalSection("activities", activities.map(Self.facts)),
        Clikc_Privacy_V1_PersonalSection("attempts", attempts.map(Self.facts)),
        Clikc_Privacy_V1_PersonalSection("grade_decisions", decisions.map(Self.facts)),
      ]
    }
  }

  private static func facts(_ activity: PersonalRows.Activity) -> [PersonalFact] {
    [
      PersonalFact("course_id", activity.course.text),
      PersonalFact("activity_id", activity.activity.text), PersonalFact("kind", activity.kind),
      PersonalFact("seen", activity.seen.joined(separator: ", ")),
      PersonalFact("answers", activity.checks == "{}" ? "" : activity.checks),
      PersonalFact("grade", activity.grade.map { "\($0)" } ?? ""),
      PersonalFact("completed", activity.completedAt),
    ]
  }

  private static func facts(_ decision: PersonalRows.Decision) -> [PersonalFact] {
    [
      PersonalFact("decision", decision.isTheirs ? "made" : "received"),
      PersonalFact("course_id", decision.course.text),
      PersonalFact("activity_id", decision.activity.text),
      PersonalFact("time", decision.changedAt),
      PersonalFact("grade", decision.grade.map { "\($0)" } ?? ""),
      PersonalFact("feedback", decision.feedback), PersonalFact("reason", decision.reason),
    ]
  }

  private static func facts(_ attempt: PersonalRows.Attempt) -> [PersonalFact] {
    [
      PersonalFact("course_id", attempt.course.text),
      PersonalFact("activity_id", attempt.activity.text),
      PersonalFact("attempt", Int64(attempt.number)), PersonalFact("started", attempt.startedAt),
      PersonalFact("finished", attempt.finishedAt),
      PersonalFact("score", attempt.score.map { "\($0)" } ?? ""),
      PersonalFact("answers", attempt.answers),
    ]
  }
}
