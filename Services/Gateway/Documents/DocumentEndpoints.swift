internal import Foundation
internal import GRPCRabbitMQTransport
internal import HTTPTypes
internal import Hummingbird
internal import IdentityContract
internal import Localization
internal import NotificationContract
internal import ProgressContract
internal import SwiftProtobuf

/// Tables of the caller's own as PDF: asked of the service that owns them, worded here, drawn by Notification.
struct DocumentEndpoints: Sendable {
  let callees: Callees
  let documents: any Clikc_Notification_V1_Documents.ClientProtocol
  let texts: MessageCatalogue

  /// Where they are answered.
  var endpoints: [Endpoint] {
    [
      Endpoint(.get, "/api/v1/my/grades/pdf", access: .open, self.getGrades),
      Endpoint(.get, "/api/v1/courses/{course_id}/grades/pdf", access: .open, self.getGradeReport),
      Endpoint(
        .get, "/api/v1/my/policies/{version}/pdf", access: .passwordChanged,
        self.getPolicyStatement),
    ]
  }

  private func getGrades(_ exchange: Exchange) async throws -> Response {
    let heading = try self.heading(exchange)
    return try await self.answer("grades") {
      GradesDocument(heading).overview(try await self.callees.grades.listMyGrades(.init()))
    }
  }

  private func getGradeReport(_ exchange: Exchange) async throws -> Response {
    let heading = try self.heading(exchange)
    let courseID = try exchange.identifier("course_id")
    return try await self.answer("grade-report") {
      GradesDocument(heading).report(
        try await self.callees.grades.getGradeReport(.with { $0.courseID = courseID }))
    }
  }

  private func getPolicyStatement(_ exchange: Exchange) async throws -> Response {
    let heading = try self.heading(exchange)
    let version: Int32 = try exchange.number("version", from: 1)
    let statement = PolicyStatement(
      heading: heading, accountID: exchange.session?.accountID ?? "")
    return try await self.answer("acceptance-\(version)") {
      let answers = try await self.callees.policyDocuments.listMyPolicies(
        .with { $0.language = heading.language.rawValue }
      ).answers
      guard let table = statement.table(answers.filter { $0.version == version }) else {
        throw Problem(.notFound, "POLICY_NOT_ANSWERED")
      }
      return table
    }
  }

  /// The words of the request's language, or of the one its query names; other parameters are refused.
  func heading(_ exchange: Exchange) throws -> DocumentHeading {
    var language = exchange.language
    for (name, value) in try Target.parameters(exchange.request) {
      let place = FieldPath.root.appending(name: name)
      guard name == "language" else {
        throw Problem.invalid([RequestViolation(place, "UNKNOWN_FIELD")])
      }
      guard let asked = Language(rawValue: value) else {
        throw Problem.invalid([RequestViolation(place, "UNKNOWN_LANGUAGE")])
      }
      language = asked
    }
    return DocumentHeading(
      texts: self.texts, language: language, person: exchange.session?.name ?? "", madeAt: Date())
  }

  /// Draws what `word` words, both within the time of one call.
  func answer(
    _ name: String, _ word: @Sendable () async throws -> Clikc_Notification_V1_DrawTableRequest
  ) async throws -> Response {
    let drawn = try await withDeadline(RouteCalls.deadline) {
      try await self.documents.drawTable(try await word())
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/pdf", .cacheControl: "private, no-store",
        .contentDisposition: "attachment; filename=\"\(name).pdf\"",
      ], body: .init(byteBuffer: ByteBuffer(bytes: drawn.pdf)))
  }
}
