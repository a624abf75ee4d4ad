internal import Authentication
internal import CatalogueContract
internal import CatalogueDomain
internal import Foundation
internal import GRPCCore
internal import SwiftProtobuf

extension EnrolmentsService {
  func countLearners(
    request: Clikc_Catalogue_V1_CountLearnersRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_CountLearnersResponse {
    let caller = try Principal.required(.coordinator, .administrator)
    let reach: PeopleScope =
      caller.has(.administrator)
      ? .everybody : caller.administrationID.map { .administration($0) } ?? .nobody
    let asked =
      try request.administrationID.isEmpty
      ? nil : RequestValues.uuid("administration_id", request.administrationID)
    let counts = try await PostgresLearnerCounts(pool: self.participants.pool).count(
      reach.narrowed(to: asked))
    return .with {
      $0.courses = counts.map { count in
        .with {
          $0.courseID = count.course.wire
          $0.title = count.title
          $0.language = count.language
          $0.learners = Int32(clamping: count.learners)
        }
      }
    }
  }
}
