package import Foundation

/// What a person may do anywhere on the site; the raw values are the ones of the contract.
package enum SiteRole: Int, Sendable {
  case learner = 1
  case tutor
  case coordinator
  case expert
  case administrator
}

/// What a participant does in a course; the raw values are the ones of the contract.
package enum CourseRole: Int, Sendable {
  case learner = 1
  case tutor
}

/// Whose entries of the directory somebody may handle.
package enum PeopleScope: Equatable, Sendable {
  case nobody
  case administration(UUID)
  case everybody

  /// Whether somebody of `administration` is meant.
  package func includes(_ administration: UUID?) -> Bool {
    switch self {
    case .nobody: false
    case .administration(let own): administration == own
    case .everybody: true
    }
  }

  /// Those of them who are of `administration`; all of them where none is given.
  package func narrowed(to administration: UUID?) -> PeopleScope {
    guard let administration else { return self }
    return self.includes(administration) ? .administration(administration) : .nobody
  }
}

/// Who asks for a course, and what that person may do there.
package struct CourseAccess: Equatable, Sendable {
  package let roles: Set<SiteRole>
  package let administration: UUID?
  /// What the person does in the course now; nil without an active enrolment.
  package let courseRole: CourseRole?

  package init(roles: Set<SiteRole>, administration: UUID?, courseRole: CourseRole?) {
    self.roles = roles
    self.administration = administration
    self.courseRole = courseRole
  }

  /// Experts and administrators handle every course.
  package static func handlesEveryCourse(_ roles: Set<SiteRole>) -> Bool {
    !roles.isDisjoint(with: [.expert, .administrator])
  }

  /// Coordinators choose from every course, but study none by that.
  package static func listsEveryCourse(_ roles: Set<SiteRole>) -> Bool {
    roles.contains(.coordinator) || Self.handlesEveryCourse(roles)
  }

  /// Outline and participants.
  package var seesOutline: Bool { self.courseRole != nil || Self.listsEveryCourse(self.roles) }

  /// Lessons and questions.
  package var seesContent: Bool { self.courseRole != nil || Self.handlesEveryCourse(self.roles) }

  /// Whom the person may enrol, and end the enrolment of.
  package var enrols: PeopleScope {
    if self.courseRole == .tutor || Self.handlesEveryCourse(self.roles) { return .everybody }
    guard self.roles.contains(.coordinator), let own = self.administration else { return .nobody }
    return .administration(own)
  }

  /// Whose names in the list of participants the person sees; tutors' always.
  package var lists: PeopleScope {
    self.courseRole != nil || Self.handlesEveryCourse(self.roles) ? .everybody : self.enrols
  }

  /// Whether the person sees and decides about learners' grades, as Progress has it: tutors of the course
  /// and administrators.
  package var grades: Bool { self.courseRole == .tutor || self.roles.contains(.administrator) }

  /// Whether addresses of people who take no part in the course are shown and searched by parts.
  /// A tutor must know an address in full, so that none can be guessed letter by letter.
  package var searchesAddresses: Bool {
    Self.listsEveryCourse(self.roles) && self.enrols != .nobody
  }
}
