import Authentication
import CatalogueDomain
import Foundation
import Postgres
import TestSupport

@testable import catalogue

/// People of a few administrations in two courses with one lesson each, and callers with random roles.
struct ScopeGraph: Sendable {
  struct Somebody: Sendable {
    let id: UUID
    let administration: UUID?
  }

  struct Part: Sendable {
    let id = UUID()
    let account: Somebody
    let course: UUID
    let role: CourseRole
    let isActive: Bool
  }

  /// The tables that have rows of the graph, and are not told to everybody.
  static let tables = ["people", "enrolments", "stars", "course_versions", "activity_versions"]

  /// Each course's lesson and category have its id.
  let courses = [UUID(), UUID()]
  let people: [Somebody]
  let parts: [Part]
  let callers: [Principal]

  init(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let administrations: [UUID?] = [UUID(), UUID(), nil]
    let people = (0..<Int.random(in: 2...6, using: &dice)).map { _ in
      Somebody(id: UUID(), administration: administrations.randomElement(using: &dice) ?? nil)
    }
    var parts: [Part] = []
    for person in people {
      for course in self.courses where Bool.random(using: &dice) {
        parts.append(
          Part(
            account: person, course: course,
            role: Int.random(in: 0..<4, using: &dice) == 0 ? .tutor : .learner,
            isActive: Int.random(in: 0..<4, using: &dice) > 0))
      }
    }
    self.people = people
    self.parts = parts
    self.callers = people.prefix(4).map { person in
      let roles = Role.allCases.filter { _ in Int.random(in: 0..<4, using: &dice) == 0 }
      return Self.principal(person, Set(roles))
    }
  }

  static func principal(_ person: Somebody, _ roles: Set<Role> = []) -> Principal {
    Principal(
      accountID: person.id, sessionID: UUID(), roles: roles,
      administrationID: person.administration, language: "en", name: "Somebody")
  }

  /// The service's rule: what the caller may do in a course.
  func access(_ caller: Principal, _ course: UUID) -> CourseAccess {
    caller.access(
      as: self.parts.first {
        $0.account.id == caller.accountID && $0.course == course && $0.isActive
      }?.role)
  }

  /// Whether the caller finds somebody to enrol in some course.
  func mayEnrol(_ person: Somebody, _ caller: Principal) -> Bool {
    self.courses.contains { self.access(caller, $0).enrols.includes(person.administration) }
  }

  /// Whether the caller is shown a part in the list of participants: tutors always are, once there is a list.
  func lists(_ part: Part, _ caller: Principal) -> Bool {
    let access = self.access(caller, part.course)
    guard part.isActive, access.lists != .nobody else { return false }
    return part.role == .tutor || access.lists.includes(part.account.administration)
  }

  /// Writes it as the service.
  func insert(_ connection: PostgresConnection) async throws {
    for course in self.courses { try await Self.insert(course, connection) }
    for person in self.people {
      try await PostgresPeopleStore.keep(
        Person(
          id: person.id, username: "p", email: "p@customs.example", name: "P",
          administration: person.administration, language: "en", roles: []),
        version: 1, in: connection)
      try await connection.query("insert into stars values (\(person.id), \(self.courses[0]))")
    }
    for part in self.parts {
      try await connection.query(
        """
        insert into enrolments (id, course_id, account_id, role, active, version, since)
        values (\(part.id), \(part.course), \(part.account.id), \(part.role.rawValue),
          \(part.isActive), 1, now())
        """)
    }
  }

  private static func insert(_ id: UUID, _ connection: PostgresConnection) async throws {
    let code = id.uuidString
    try await connection.query(
      "insert into categories values (\(id), \(code), null, '{a,b,c,d,e}', 'en', 1)")
    try await connection.query(
      "insert into courses values (\(id), \(code), 1, \(id), 'en', 'T', 't', 1, '', '', '')")
    try await connection.query(
      "insert into course_versions values (\(id), 1, \(UUID()), now(), '')")
    try await connection.query("insert into activities values (\(id), \(id), 'lesson')")
    try await connection.query(
      "insert into activity_versions values (\(id), 1, \(id), 1, 'T', '')")
  }
}
