package import Foundation

/// Somebody's part in a course. Its version grows with each change.
package struct Enrolment: Equatable, Sendable {
  package let id: UUID
  package let course: UUID
  package let account: UUID
  package private(set) var role: CourseRole
  package private(set) var active: Bool
  package private(set) var version: Int64
  package private(set) var since: Date
  /// By when a learner should have completed the course.
  package private(set) var dueOn: DueDate?

  /// As it stands in the store.
  package init(
    id: UUID, course: UUID, account: UUID, role: CourseRole, active: Bool, version: Int64,
    since: Date, dueOn: DueDate? = nil
  ) {
    self.id = id
    self.course = course
    self.account = account
    self.role = role
    self.active = active
    self.version = version
    self.since = since
    self.dueOn = dueOn
  }

  /// Begins it, or changes the role; says whether anything changed.
  package mutating func begin(as role: CourseRole, at now: Date) -> Bool {
    guard !self.active || self.role != role else { return false }
    if !self.active {
      self.since = now
      self.dueOn = nil
    }
    self.active = true
    self.role = role
    self.version += 1
    return true
  }

  /// Sets or takes away the day; others are not told, so the version stays.
  package mutating func fallDue(on day: DueDate?) { self.dueOn = day }

  /// Ends it; says whether it had not ended before.
  package mutating func end() -> Bool {
    guard self.active else { return false }
    self.active = false
    self.version += 1
    return true
  }
}
