package import Foundation

/// A version of a course as it was published: the document with the ids that stay the same in
/// every version.
package struct PublishedCourse: Equatable, Sendable {
  package let id: UUID
  /// From 1.
  package let version: Int64
  package let category: UUID
  package let document: CourseDocument
  /// One for each activity of the document, in its order.
  package let activityIDs: [UUID]

  package init(
    id: UUID, version: Int64, category: UUID, document: CourseDocument, activityIDs: [UUID]
  ) {
    self.id = id
    self.version = version
    self.category = category
    self.document = document
    self.activityIDs = activityIDs
  }
}

/// What happened to courses and enrolments; told to the other services.
package enum CatalogueEvent: Equatable, Sendable {
  case coursePublished(PublishedCourse)
  case enrolmentChanged(Enrolment)
}
