import CatalogueContract
import Events
import Foundation
import Postgres
import ProgressDomain

/// What Progress hears from the catalogue. Each handler runs in the transaction of its inbox row, so
/// an event that comes twice is handled once; versions passed already change nothing.
struct CatalogueSubscriptions: Sendable {
  let store: ProgressStore
  let now: @Sendable () -> Date

  /// Names the events and their handlers.
  func register(_ events: inout EventSubscriptions) {
    events.on(Clikc_Catalogue_V1_CoursePublished.self) { event, _, connection in
      try await self.store.publish(Course(event), at: self.now(), in: connection)
    }
    events.on(Clikc_Catalogue_V1_EnrolmentChanged.self) { event, envelope, connection in
      try await self.store.enrol(Enrolment(event, envelope), at: self.now(), in: connection)
    }
  }
}

extension Enrolment {
  /// An enrolment as it is after the event.
  init(_ event: Clikc_Catalogue_V1_EnrolmentChanged, _ envelope: EventEnvelope) throws {
    self.init(
      accountID: try uuid(event.accountID), courseID: try uuid(event.courseID),
      role: event.role == .tutor ? .tutor : .learner, isActive: event.active,
      id: envelope.aggregateID, version: envelope.version, changedAt: envelope.occurredAt)
  }
}
