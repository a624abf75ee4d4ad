internal import CatalogueContract
internal import GRPCCore
internal import GatewayContract
internal import NotificationContract
internal import ProgressContract
internal import SwiftProtobuf

/// The service clikc.gateway.v1.Pages: what a page needs, asked of several services at the same time.
///
/// The service that owns the page's subject is awaited first, so its refusal is the page's refusal.
struct Pages: Sendable {
  let callees: Callees

  /// What the dashboard shows: the caller's courses and their progress in each.
  func getDashboard(
    _ request: Clikc_Gateway_V1_GetDashboardRequest
  ) async throws -> Clikc_Gateway_V1_GetDashboardResponse {
    async let listed = self.callees.courses.listMyCourses(
      .with {
        $0.query = request.query
        $0.brief = true
      })
    async let reached = self.callees.progress.listMyProgress(.with { $0.brief = true })
    let catalogue = try await listed
    let shown = Set(catalogue.courses.map(\.id))
    let progress = try await reached.courses.filter { shown.contains($0.courseID) }
    return .with {
      $0.categories = catalogue.categories
      $0.courses = catalogue.courses
      $0.progress = progress
    }
  }

  /// What a course's outline shows.
  func getOutline(
    _ request: Clikc_Gateway_V1_GetOutlineRequest
  ) async throws -> Clikc_Gateway_V1_GetOutlineResponse {
    let courseID = request.courseID
    async let course = self.callees.courses.getCourse(
      .with { $0.courseID = courseID })
    async let progress = absent(on: .permissionDenied) {
      try await self.callees.progress.getCourseProgress(
        .with { $0.courseID = courseID })
    }
    async let certificate = absent(on: .notFound) {
      try await self.callees.certificates.getMyCertificate(
        .with { $0.courseID = courseID })
    }
    var response = Clikc_Gateway_V1_GetOutlineResponse()
    response.course = try await course.course
    if let progress = try await progress { response.progress = progress.progress }
    if let certificate = try await certificate { response.certificate = certificate.certificate }
    return response
  }
}

extension Callees {
  /// The gateway's own service.
  var pages: Pages { Pages(callees: self) }
}

/// What the body answers, or nil when it is refused with the code that means there is none.
///
/// PERMISSION_DENIED of Progress means that the caller takes no part in the course (Catalogue, asked at
/// the same time, decides who may see it) or that the event of a new enrolment is still under way.
func absent<T: Sendable>(
  on code: RPCError.Code, _ body: @Sendable () async throws -> T
) async throws -> T? {
  do {
    return try await body()
  } catch let error as RPCError where error.code == code {
    return nil
  }
}
