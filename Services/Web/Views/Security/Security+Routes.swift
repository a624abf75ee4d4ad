import Hummingbird
import IdentityContract
import SwiftProtobuf

/// A person's own sessions and logins.
func addSecurityRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/security") { request, context in
    try await security(request, context.requireVisit(), site)
  }
  router.post("/security/sessions/:session/end") { _, context in
    let visit = try context.requireVisit()
    let session = try context.parameter("session")
    _ = try await visit.gateway.call(.endSession, .with { $0.sessionID = session })
    return seeOther(path: SiteURL.security().path + "?ended=1")
  }
  router.post("/security/end-all") { _, context in
    let visit = try context.requireVisit()
    _ = try await visit.gateway.call(
      .endAllSessions, Clikc_Identity_V1_EndAllSessionsRequest())
    var response = seeOther(path: SiteURL.signIn().path + "?done=everywhere")
    response.setCookie(SiteCookie.sessionEnded)
    return response
  }
}

private func security(_ request: Request, _ visit: Visit, _ site: Site) async throws -> Response {
  let query = try request.query()
  async let sessions = visit.gateway.call(
    .listSessions, Clikc_Identity_V1_ListSessionsRequest())
  async let signIns = visit.gateway.call(.listSignIns, .with { $0.pageToken = query["page"] })
  async let factor = visit.gateway.call(
    .getSecondFactor, Clikc_Identity_V1_GetSecondFactorRequest())
  let found = (try await sessions, try await signIns, try await factor)
  let notice = query["ended"] == "1" ? visit.texts("web.security.ended") : nil
  let view = SecurityView(
    model: SecurityModel(found.0, found.1, found.2, notice: notice, visit.texts),
    title: visit.texts("web.security.title"))
  return try await site.respond(view, to: visit)
}
