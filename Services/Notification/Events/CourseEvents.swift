import CatalogueContract
package import Events
import Foundation
import NotificationDomain
package import Postgres
import ProgressContract
import SwiftProtobuf

/// Takes in published courses and their completions, and issues the certificates that follow.
///
/// A completion that comes before its course or its person waits in its table; whichever comes last
/// issues the certificate. Every effect has a unique key, so that an event told again changes nothing.
package struct CourseEvents: Sendable {
  private let completions: CompletionStore
  private let issue: IssueDueCertificates

  package init(completions: CompletionStore, issue: IssueDueCertificates) {
    self.completions = completions
    self.issue = issue
  }

  /// Adds the events to those the service takes in.
  package func subscribe(_ events: inout EventSubscriptions) {
    events.on(Clikc_Catalogue_V1_CoursePublished.self) { event, _, connection in
      try await self.published(event, connection)
    }
    events.on(Clikc_Progress_V1_CourseCompleted.self) { event, _, connection in
      try await self.completed(event, connection)
    }
  }

  private func published(
    _ event: Clikc_Catalogue_V1_CoursePublished, _ connection: PostgresConnection
  ) async throws {
    let course = PublishedCourse(
      courseID: try EventField.identifier(event.courseID, "course_id"), version: event.version,
      title: event.title, language: WrittenLanguage(code: event.language),
      certificate: event.certificate, hours: event.hours,
      certificateMonths: Int(event.certificateMonths), code: event.code)
    try await self.completions.keep(course, in: connection)
    try await self.issue(courseID: course.courseID, now: Date(), in: connection)
  }

  private func completed(
    _ event: Clikc_Progress_V1_CourseCompleted, _ connection: PostgresConnection
  ) async throws {
    let accountID = try EventField.identifier(event.accountID, "account_id")
    let courseID = try EventField.identifier(event.courseID, "course_id")
    try await self.completions.keepCompletion(
      accountID: accountID, courseID: courseID, version: event.courseVersion,
      at: event.completedAt.date, in: connection)
    try await self.issue(
      accountID: accountID, courseID: courseID, now: Date(), in: connection)
  }
}
