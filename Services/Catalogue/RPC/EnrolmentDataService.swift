internal import Authentication
internal import CatalogueContract
internal import GRPCCore
internal import PersonalData
internal import Postgres
internal import PrivacyContract
internal import SwiftProtobuf

/// clikc.catalogue.v1.EnrolmentData: what Catalogue keeps about the caller.
struct EnrolmentDataService: Clikc_Catalogue_V1_EnrolmentData.SimpleServiceProtocol {
  let pool: PostgresPool

  func exportMyEnrolments(
    request: Clikc_Catalogue_V1_ExportMyEnrolmentsRequest, context: ServerContext
  ) async throws -> Clikc_Catalogue_V1_ExportMyEnrolmentsResponse {
    let caller = try Principal.required()
    let parts = try await PostgresPersonStore.parts(of: caller.accountID, in: self.pool)
    let section = Clikc_Privacy_V1_PersonalSection(
      "enrolments",
      parts.map { part in
        [
          PersonalFact("course", part.course), PersonalFact("course_title", part.title),
          PersonalFact("role", part.role == 2 ? "tutor" : "learner"),
          PersonalFact("active", part.active), PersonalFact("since", part.since),
          PersonalFact("due_on", part.dueOn ?? ""),
        ]
      })
    let starred = try await PostgresPersonStore.stars(of: caller.accountID, in: self.pool)
    let stars = Clikc_Privacy_V1_PersonalSection(
      "stars", starred.map { [PersonalFact("course", $0)] })
    return .with { $0.sections = [section, stars] }
  }
}
