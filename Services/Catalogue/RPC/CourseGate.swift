internal import Authentication
internal import CatalogueDomain
internal import Foundation
internal import Problems

/// Lets people into courses, or tells them whom to ask.
struct CourseGate: Sendable {
  /// Where people write who find no tutor to ask.
  let contact: String

  /// The outline is open to `access`, or refused.
  func openOutline(_ access: CourseAccess, tutors: [String]) throws {
    guard access.seesOutline else { throw self.refusal(tutors) }
  }

  /// Lessons and questions are open to `access`, or refused.
  func openContent(_ access: CourseAccess, tutors: [String]) throws {
    guard access.seesContent else { throw self.refusal(tutors) }
  }

  private func refusal(_ tutors: [String]) -> Refusal {
    .notEnrolled(tutors: tutors, contact: self.contact)
  }
}

extension Principal {
  /// The roles as the catalogue names them.
  var siteRoles: Set<SiteRole> { Set(self.roles.compactMap { SiteRole(rawValue: $0.rawValue) }) }

  /// What the caller may do in a course where they are `role`.
  func access(as role: CourseRole?) -> CourseAccess {
    CourseAccess(
      roles: self.siteRoles, administration: self.administrationID, courseRole: role)
  }
}
