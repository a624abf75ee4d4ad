internal import CatalogueDomain
internal import Events
internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import Postgres

/// The service put together: its calls and its ears, over one database.
struct Catalogue: Sendable {
  let pool: PostgresPool
  /// Where people write who find no tutor to ask.
  let contact: String
  var now: @Sendable () -> Date = { Date() }
  var newID: @Sendable () -> UUID = { UUID() }
  private let shelves = KnownShelves()

  /// What it answers.
  var services: [any RegistrableRPCService] {
    [
      self.categoriesService, self.coursesService, self.enrolmentsService,
      EnrolmentDataService(pool: self.pool),
    ]
  }

  /// What it hears.
  static func subscribe(_ subscriptions: inout EventSubscriptions) {
    subscriptions.on(Clikc_Identity_V1_AccountCreated.self) { event, envelope, connection in
      try await AccountEvents.created(event, version: envelope.version, in: connection)
    }
    subscriptions.on(Clikc_Identity_V1_AccountChanged.self) { event, envelope, connection in
      try await AccountEvents.changed(event, version: envelope.version, in: connection)
    }
    subscriptions.on(Clikc_Identity_V1_AccountErased.self) { event, envelope, connection in
      try await AccountEvents.erased(
        event, version: envelope.version, at: envelope.occurredAt, in: connection)
    }
  }

  private var gate: CourseGate { CourseGate(contact: self.contact) }
  private var categories: PostgresCategoryStore {
    PostgresCategoryStore(pool: self.pool, known: self.shelves)
  }
  private var courses: PostgresCourseStore { PostgresCourseStore(pool: self.pool) }

  private var categoriesService: CategoriesService {
    CategoriesService(store: self.categories, newID: self.newID)
  }

  private var coursesService: CoursesService {
    CoursesService(
      courses: self.courses, categories: self.categories,
      activities: PostgresActivityStore(pool: self.pool),
      publications: PostgresPublicationStore(
        pool: self.pool, record: .outbox, newID: self.newID),
      gate: self.gate, now: self.now)
  }

  private var enrolmentsService: EnrolmentsService {
    EnrolmentsService(
      courses: self.courses, people: PostgresPeopleStore(pool: self.pool),
      enrolments: PostgresEnrolmentStore(pool: self.pool, record: .outbox, newID: self.newID),
      participants: PostgresParticipantStore(pool: self.pool), gate: self.gate, now: self.now)
  }
}
