internal import CatalogueContract
internal import GatewayContract
internal import IdentityContract
internal import NotificationContract
internal import PrivacyContract
internal import ProgressContract
internal import SwiftProtobuf

extension Pages {
  /// All that every service keeps about the caller. One service that is away refuses the whole: half an export
  /// would look like all of it.
  func exportMyData(
    _ request: Clikc_Gateway_V1_ExportMyDataRequest
  ) async throws -> Clikc_Gateway_V1_ExportMyDataResponse {
    async let account = self.callees.privacy.exportMyAccount(.init())
    async let enrolments = self.callees.enrolmentData.exportMyEnrolments(.init())
    async let progress = self.callees.progressData.exportMyProgress(.init())
    async let mail = self.callees.mailData.exportMyMail(.init())
    var response = Clikc_Gateway_V1_ExportMyDataResponse()
    response.sections = try await account.sections
    response.sections += try await enrolments.sections
    response.sections += try await progress.sections
    response.sections += try await mail.sections
    return response
  }
}
