import Hummingbird
import IdentityContract
import SwiftProtobuf

/// The audit log for administrators, and for everybody who looked at their record.
func addAuditRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/audit") { request, context in
    try await audit(AuditQuery(try request.query()), context.requireVisit(), site)
  }
  router.get("/privacy/readers") { request, context in
    let visit = try context.requireVisit()
    let page = try request.query()["page"]
    let answer = try await visit.gateway.call(.listReaders, .with { $0.pageToken = page })
    let view = ReadersView(
      model: ReadersModel(answer, visit.texts), title: visit.texts("web.readers.title"))
    return try await site.respond(view, to: visit)
  }
}

private func audit(_ asked: AuditQuery, _ visit: Visit, _ site: Site) async throws -> Response {
  var answer = Clikc_Identity_V1_SearchAuditResponse()
  var fault: String?
  do {
    answer = try await visit.gateway.call(.searchAudit, asked.request)
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    fault = FieldFaults(refusal, visit.texts).first
  }
  let view = AuditView(
    model: AuditModel(answer, asked, fault: fault, visit.texts),
    title: visit.texts("web.audit.title"), status: fault == nil ? 200 : 422)
  return try await site.respond(view, to: visit)
}
