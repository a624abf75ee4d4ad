internal import CatalogueContract
internal import Events
internal import Foundation
internal import Postgres

/// What Identity hears from Catalogue: who takes part in which course. An event that comes twice or late changes
/// nothing, by its inbox row and the enrolment's version.
enum CatalogueSubscriptions {
  static func register(_ events: inout EventSubscriptions) {
    events.on(Clikc_Catalogue_V1_EnrolmentChanged.self) { event, envelope, connection in
      guard let account = UUID(uuidString: event.accountID),
        let course = UUID(uuidString: event.courseID)
      else { throw UnreadableEnrolment() }
      try await CourseMemberStore(connection).put(
        account: account, course: course, active: event.active, version: envelope.version)
    }
  }

  /// An event nobody can apply; it ends among the dead letters.
  struct UnreadableEnrolment: Error {}
}
