import Events
import Foundation
import Postgres
import ProgressContract
import ProgressDomain
import SwiftProtobuf

/// Writes what learners reached to the outbox, in the transaction that made it true.
struct ProgressAnnouncer: Sendable {
  func announce(
    _ announcement: Announcement, in connection: PostgresConnection
  ) async throws {
    var version = announcement.version
    for event in announcement.events {
      version += 1
      try await self.append(event, announcement, version, connection)
    }
  }

  private func append(
    _ event: ProgressEvent, _ about: Announcement, _ version: Int64,
    _ connection: PostgresConnection
  ) async throws {
    let (account, course) = (about.accountID.text, about.courseID.text)
    let message: any Message =
      switch event {
      case .activityCompleted(let activity):
        Clikc_Progress_V1_ActivityCompleted.with {
          $0.accountID = account
          $0.courseID = course
          $0.activityID = activity.text
          $0.completedAt = .init(date: about.time)
        }
      case .gradeChanged(let activity, let grade, let maximum):
        Clikc_Progress_V1_GradeChanged.with {
          $0.accountID = account
          $0.courseID = course
          $0.activityID = activity.text
          $0.grade = grade ?? 0
          $0.maximum = maximum
          $0.withdrawn = grade == nil
        }
      case .courseCompleted(let courseVersion, let percentage):
        Clikc_Progress_V1_CourseCompleted.with {
          $0.accountID = account
          $0.courseID = course
          $0.courseVersion = courseVersion
          $0.completedAt = .init(date: about.time)
          $0.percentage = percentage
        }
      }
    try await Outbox.append(
      message, aggregate: about.progressID, version: version, at: about.time, in: connection)
  }
}
