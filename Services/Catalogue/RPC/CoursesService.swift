internal import Authentication
internal import CatalogueContract
internal import CatalogueDomain
internal import Cryptography
internal import Foundation
internal import GRPCCore
internal import Problems
internal import SwiftProtobuf

/// Courses and their content.
struct CoursesService: Clikc_Catalogue_V1_Courses.SimpleServiceProtocol {
  let courses: PostgresCourseStore
  let categories: PostgresCategoryStore
  let activities: PostgresActivityStore
  let publications: PostgresPublicationStore
  let gate: CourseGate
  let now: @Sendable () -> Date

  func publishCourse(
    request: Clikc_Catalogue_V1_PublishCourseRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_PublishCourseResponse {
    let author = try Principal.required(.expert, .administrator)
    let document = CourseDocument(request.document)
    let faults = CourseInspection.faults(of: document, at: "document")
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let changed = try await self.publish(document, request.document, by: author.accountID)
    guard let id = try await self.courses.id(of: document.code) else {
      throw Refusal.courseNotFound
    }
    let course = try await self.readOutline(id, author)
    return .with {
      $0.course = course
      $0.changed = changed
    }
  }

  func listMyCourses(
    request: Clikc_Catalogue_V1_ListMyCoursesRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_ListMyCoursesResponse {
    let reader = try Principal.required()
    let query = try RequestValues.text("query", request.query, upTo: 100)
    let cards = try await self.courses.cards(
      for: reader.accountID, everyCourse: CourseAccess.listsEveryCourse(reader.siteRoles))
    let shelves = try await self.categories.shelves(atLeast: cards.categoriesVersion)
    let search = CourseSearch(query, among: shelves.all)
    let found = cards.courses.filter { search.finds($0.title, in: $0.category) }
    return try .with {
      $0.categories = shelves.tree.leading(to: Set(found.map(\.category))).map(\.message)
      $0.courses = try found.map { stored in
        var course = try Clikc_Catalogue_V1_Course(stored)
        if request.brief { course.activities = [] }
        return course
      }
    }
  }

  func starCourse(
    request: Clikc_Catalogue_V1_StarCourseRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_StarCourseResponse {
    let reader = try Principal.required()
    let id = try RequestValues.uuid("course_id", request.courseID)
    _ = try await self.readOutline(id, reader)
    try await self.courses.star(id, for: reader.accountID, request.starred)
    return Clikc_Catalogue_V1_StarCourseResponse()
  }

  func getCourse(
    request: Clikc_Catalogue_V1_GetCourseRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_GetCourseResponse {
    let reader = try Principal.required()
    let id = try RequestValues.uuid("course_id", request.courseID)
    let course = try await self.readOutline(id, reader)
    return .with { $0.course = course }
  }

  func getFigures(
    request: Clikc_Catalogue_V1_GetFiguresRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_GetFiguresResponse {
    let figures = try await self.courses.figures()
    return .with {
      $0.hours = figures.hours
      $0.courses = Int32(figures.courses)
      $0.languages = Language.allCases.map(\.rawValue).filter(figures.languages.contains)
    }
  }

  private func publish(
    _ document: CourseDocument, _ message: Clikc_Catalogue_V1_CourseDocument, by author: UUID
  ) async throws -> Bool {
    let bytes: [UInt8] = try message.serializedBytes()
    let manuscript = Manuscript(
      document: document, bytes: bytes, digest: sha256(bytes), author: author)
    let publication = try await self.publications.publish(manuscript, at: self.now()) {
      try CourseSpelling($0, message)
    }
    switch publication {
    case .published: return true
    case .unchanged: return false
    case .unknownCategory:
      throw Refusal.invalid([DocumentFault("document.category_code", .unknownCategory)])
    }
  }

  private func readOutline(
    _ id: UUID, _ reader: Principal
  ) async throws -> Clikc_Catalogue_V1_Course {
    guard let stored = try await self.courses.outline(of: id, for: reader.accountID) else {
      throw Refusal.courseNotFound
    }
    try self.gate.openOutline(reader.access(as: stored.role), tutors: stored.tutors)
    return try Clikc_Catalogue_V1_Course(stored)
  }
}
