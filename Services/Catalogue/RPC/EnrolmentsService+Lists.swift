internal import CatalogueContract
internal import CatalogueDomain
internal import Foundation
internal import GRPCCore
internal import Problems
internal import SwiftProtobuf

extension EnrolmentsService {
  func listParticipants(
    request: Clikc_Catalogue_V1_ListParticipantsRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_ListParticipantsResponse {
    let course = try await self.course(request.courseID)
    let size = try RequestValues.number("page_size", Int(request.pageSize), in: 0...200)
    let limit = size == 0 ? 50 : size
    let found = try await self.participants.participants(
      .init(
        course: course.id, scope: course.access.lists,
        query: try RequestValues.text("query", request.query, upTo: 100),
        byAddress: course.access.enrols != .nobody && course.access.lists == course.access.enrols,
        after: try request.pageToken.isEmpty
          ? nil : RequestValues.uuid("page_token", request.pageToken),
        limit: limit + 1))
    let page = found.prefix(limit)
    return .with {
      $0.participants = page.map { participant in
        .init(
          participant,
          withAddress: course.access.enrols.includes(participant.person.administration))
      }
      $0.nextPageToken = found.count > limit ? page.last?.person.id.wire ?? "" : ""
      $0.courseTitle = course.title
      $0.mayEnrol = course.access.enrols != .nobody
      $0.mayGrade = course.access.grades
    }
  }

  func findPeople(
    request: Clikc_Catalogue_V1_FindPeopleRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_FindPeopleResponse {
    let course = try await self.course(request.courseID)
    guard course.access.enrols != .nobody else { throw Refusal.notAllowed }
    let query = try RequestValues.text("query", request.query, upTo: 100)
    guard TextFolding.fold(query).count >= 2 else {
      throw Refusal.invalid([FieldViolation("query", query.isEmpty ? "REQUIRED" : "TOO_SHORT")])
    }
    let found = try await self.participants.candidates(
      for: course.id, scope: course.access.enrols, query: query,
      byPartOfAddress: course.access.searchesAddresses)
    return .with {
      $0.people = found.map { candidate in
        .init(
          candidate, withAddress: candidate.role != nil || course.access.searchesAddresses,
          withUsername: true)
      }
    }
  }
}

extension Clikc_Catalogue_V1_Participant {
  /// With username and address for those who may see them.
  init(_ participant: StoredParticipant, withAddress: Bool, withUsername: Bool? = nil) {
    self.init()
    self.accountID = participant.person.id.wire
    self.name = participant.person.name
    self.username = withUsername ?? withAddress ? participant.person.username : ""
    self.email = withAddress ? participant.person.email : ""
    self.role = Clikc_Catalogue_V1_CourseRole(participant.role)
    self.dueOn = participant.dueOn?.text ?? ""
    if let since = participant.since {
      self.enrolledAt = Google_Protobuf_Timestamp(date: since)
    }
  }
}
