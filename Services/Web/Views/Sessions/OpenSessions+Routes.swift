import Hummingbird
import IdentityContract
import SwiftProtobuf

/// The open sessions of everybody, for administrators.
func addOpenSessionsRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/sessions") { request, context in
    let query = try request.query()
    return try await sessions(TextFilter(query), done: query["done"], context.requireVisit(), site)
  }
  router.post("/sessions/:session/end") { request, context in
    let visit = try context.requireVisit()
    let id = try context.parameter("session")
    let filter = TextFilter(try request.query())
    _ = try await visit.gateway.call(.endOpenSession, .with { $0.sessionID = id })
    return seeOther(path: SiteURL.openSessions(filter, done: "ended").path)
  }
}

private func sessions(
  _ filter: TextFilter, done: String, _ visit: Visit, _ site: Site
) async throws -> Response {
  let answer = try await visit.gateway.call(
    .listOpenSessions,
    .with {
      $0.query = filter.query
      $0.pageToken = filter.page
    })
  let names = try await administrationNames(visit)
  let notice = done == "ended" ? visit.texts("web.sessions.ended") : nil
  let view = OpenSessionsView(
    model: OpenSessionsModel(answer, names: names, filter: filter, notice: notice, visit.texts),
    title: visit.texts("web.sessions.title"))
  return try await site.respond(view, to: visit)
}
