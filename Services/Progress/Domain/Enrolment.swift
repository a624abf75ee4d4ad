package import Foundation

/// Somebody's part in a course, as the catalogue said it last.
package struct Enrolment: Sendable, Equatable {
  package enum Role: String, Sendable {
    case learner
    case tutor
  }

  package let accountID: UUID
  package let courseID: UUID
  package let role: Role
  /// False when it ended.
  package let isActive: Bool
  /// The catalogue's aggregate, its version and the time of the change, which order what is heard.
  package let id: UUID
  package let version: Int64
  package let changedAt: Date

  package init(
    accountID: UUID, courseID: UUID, role: Role, isActive: Bool, id: UUID, version: Int64,
    changedAt: Date
  ) {
    self.accountID = accountID
    self.courseID = courseID
    self.role = role
    self.isActive = isActive
    self.id = id
    self.version = version
    self.changedAt = changedAt
  }
}
