internal import CatalogueContract
internal import CatalogueDomain
internal import Events

extension EventRecorder {
  /// Appends to the outbox, from which the relay publishes.
  static let outbox = EventRecorder { event, now, connection in
    switch event {
    case .coursePublished(let course):
      try await Outbox.append(
        Clikc_Catalogue_V1_CoursePublished(course), aggregate: course.id, version: course.version,
        at: now, in: connection)
    case .enrolmentChanged(let enrolment):
      try await Outbox.append(
        Clikc_Catalogue_V1_EnrolmentChanged(enrolment), aggregate: enrolment.id,
        version: enrolment.version, at: now, in: connection)
    }
  }
}

extension Clikc_Catalogue_V1_EnrolmentChanged {
  init(_ enrolment: Enrolment) {
    self.init()
    self.courseID = enrolment.course.wire
    self.accountID = enrolment.account.wire
    self.role = Clikc_Catalogue_V1_CourseRole(enrolment.role)
    self.active = enrolment.active
  }
}
