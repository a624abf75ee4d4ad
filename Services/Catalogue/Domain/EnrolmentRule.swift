/// Why somebody cannot be enrolled as asked.
package enum EnrolmentRefusal: Error, Equatable, Sendable {
  /// The caller enrols nobody in this course.
  case notAllowed
  /// Nobody of that name, or nobody the caller may enrol.
  case personNotFound
  /// The name is shared by several.
  case personAmbiguous
  /// Only people with the role on the site can tutor.
  case notATutor
}

extension CourseAccess {
  /// Chooses among `found`, all people whom the caller's words could mean, and checks the role.
  /// People out of the caller's reach are as if they did not exist.
  package func choose(
    among found: [Person], as role: CourseRole
  ) throws(EnrolmentRefusal) -> Person {
    guard self.enrols != .nobody else { throw .notAllowed }
    let reachable = found.filter { self.enrols.includes($0.administration) }
    guard let person = reachable.first else { throw .personNotFound }
    guard reachable.count == 1 else { throw .personAmbiguous }
    let tutors: Set<SiteRole> = [.tutor, .expert, .administrator]
    if role == .tutor, person.roles.isDisjoint(with: tutors) { throw .notATutor }
    return person
  }
}
