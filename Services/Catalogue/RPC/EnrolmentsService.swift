internal import Authentication
internal import CatalogueContract
internal import CatalogueDomain
internal import Foundation
internal import GRPCCore
internal import Problems
internal import SwiftProtobuf

/// Who takes part in a course.
struct EnrolmentsService: Clikc_Catalogue_V1_Enrolments.SimpleServiceProtocol {
  let courses: PostgresCourseStore
  let people: PostgresPeopleStore
  let enrolments: PostgresEnrolmentStore
  let participants: PostgresParticipantStore
  let gate: CourseGate
  let now: @Sendable () -> Date

  func enrol(
    request: Clikc_Catalogue_V1_EnrolRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_EnrolResponse {
    let course = try await self.course(request.courseID)
    let role = try Self.role(request.role)
    let person = try course.access.choosing(try await self.meant(by: request), as: role)
    let enrolment = try await self.enrolments.enrol(
      person.id, in: course.id, as: role, at: self.now())
    return .with { $0.participant = .init(.init(person, enrolment), withAddress: true) }
  }

  func unenrol(
    request: Clikc_Catalogue_V1_UnenrolRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_UnenrolResponse {
    let course = try await self.course(request.courseID)
    let account = try RequestValues.uuid("account_id", request.accountID)
    let found = try await self.people.person(account).map { [$0] } ?? []
    let person = try course.access.choosing(found, as: .learner)
    try await self.enrolments.unenrol(person.id, from: course.id, at: self.now())
    return Clikc_Catalogue_V1_UnenrolResponse()
  }

  func setDueDate(
    request: Clikc_Catalogue_V1_SetDueDateRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_SetDueDateResponse {
    let course = try await self.course(request.courseID)
    let account = try RequestValues.uuid("account_id", request.accountID)
    let found = try await self.people.person(account).map { [$0] } ?? []
    let person = try course.access.choosing(found, as: .learner)
    let day = try self.dueDate(request.dueOn)
    guard let enrolment = try await self.enrolments.fallDue(person.id, in: course.id, on: day)
    else {
      throw Refusal.notAParticipant
    }
    return .with { $0.participant = .init(.init(person, enrolment), withAddress: true) }
  }

  /// A course whose outline the caller may see, and what they may do there.
  struct OpenCourse {
    let id: UUID
    let title: String
    let access: CourseAccess
  }

  func course(_ text: String) async throws -> OpenCourse {
    let reader = try Principal.required()
    let id = try RequestValues.uuid("course_id", text)
    guard let stored = try await self.courses.outline(of: id, for: reader.accountID) else {
      throw Refusal.courseNotFound
    }
    let access = reader.access(as: stored.role)
    try self.gate.openOutline(access, tutors: stored.tutors)
    return OpenCourse(id: id, title: stored.title, access: access)
  }

  private func dueDate(_ text: String) throws -> DueDate? {
    guard !text.isEmpty else { return nil }
    guard let day = DueDate(text, setAt: self.now()) else {
      throw Refusal.invalid([FieldViolation("due_on", "NOT_A_COMING_DAY")])
    }
    return day
  }

  private func meant(by request: Clikc_Catalogue_V1_EnrolRequest) async throws -> [Person] {
    switch request.person {
    case .accountID(let text):
      let account = try RequestValues.uuid("account_id", text)
      return try await self.people.person(account, toEnrol: true).map { [$0] } ?? []
    case .identifier(let text) where !text.allSatisfy(\.isWhitespace):
      return try await self.people.people(
        meant: try RequestValues.text("identifier", text, upTo: 254))
    case .identifier, nil:
      throw Refusal.invalid([DocumentFault("identifier", .required)])
    }
  }

  private static func role(_ role: Clikc_Catalogue_V1_CourseRole) throws -> CourseRole {
    if role == .unspecified { return .learner }
    guard let known = CourseRole(rawValue: role.rawValue) else {
      throw Refusal.invalid([DocumentFault("role", .unknownKind)])
    }
    return known
  }
}

extension StoredParticipant {
  init(_ person: Person, _ enrolment: Enrolment) {
    self.init(
      person: person, role: enrolment.role, since: enrolment.since, dueOn: enrolment.dueOn)
  }
}

extension CourseAccess {
  /// ``choose(among:as:)`` with the refusal a caller gets.
  fileprivate func choosing(_ found: [Person], as role: CourseRole) throws -> Person {
    do {
      return try self.choose(among: found, as: role)
    } catch {
      throw Refusal(error)
    }
  }
}
