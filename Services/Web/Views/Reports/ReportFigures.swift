import CatalogueContract
import IdentityContract
import Localization
import NotificationContract
import SwiftProtobuf

/// What the services count of the people somebody looks after.
struct ReportFigures: Sendable {
  let people: Clikc_Identity_V1_CountPeopleResponse
  let learners: Clikc_Catalogue_V1_CountLearnersResponse
  let certificates: Clikc_Notification_V1_CountCertificatesResponse
  let policies: [Clikc_Identity_V1_GetPolicyReportResponse]

  /// Of the people of `administration`, or of all in reach where it is empty.
  static func read(of administration: String, _ visit: Visit) async throws -> ReportFigures {
    async let people = visit.gateway.call(
      .countPeople, .with { $0.administrationID = administration })
    async let learners = visit.gateway.call(
      .countLearners, .with { $0.administrationID = administration })
    async let certificates = visit.gateway.call(
      .countCertificates, .with { $0.administrationID = administration })
    async let policies = policies(visit)
    return ReportFigures(
      people: try await people, learners: try await learners,
      certificates: try await certificates, policies: try await policies)
  }

  /// Who accepted each document in force.
  private static func policies(
    _ visit: Visit
  ) async throws -> [Clikc_Identity_V1_GetPolicyReportResponse] {
    let inForce = try await visit.gateway.call(
      .listPolicies, .with { $0.language = visit.language.rawValue }
    ).policies
    var reports: [Clikc_Identity_V1_GetPolicyReportResponse] = []
    for policy in inForce {
      reports.append(
        try await visit.gateway.call(.getPolicyReport, .with { $0.slug = policy.slug }))
    }
    return reports
  }
}
