import Hummingbird
import IdentityContract
import NotificationContract
import SwiftProtobuf

/// Mail that did not arrive: finding it, and sending invitations again.
func addUndeliveredRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/people/mail") { request, context in
    let visit = try context.requireVisit()
    let query = try request.query()
    let notice =
      query["done"] == "sent" ? visit.texts("web.people.again-sent") : visit.liftedNotice(query)
    return try await list(UndeliveredFilter(query), notice: notice, visit, site)
  }
  router.post("/people/mail/:account/invitation") { request, context in
    let visit = try context.requireVisit()
    let account = try context.parameter("account")
    let filter = UndeliveredFilter(try request.query())
    do {
      _ = try await visit.gateway.call(.sendInvitation, .with { $0.accountID = account })
      return seeOther(path: SiteURL.undelivered(filter, done: "sent").path)
    } catch let refusal as GatewayRefusal where refusal.isFormFault {
      let fault = FieldFaults(refusal, visit.texts).first
      return try await list(filter, fault: fault, visit, site, status: 422)
    }
  }
}

private func list(
  _ filter: UndeliveredFilter, notice: String? = nil, fault: String? = nil, _ visit: Visit,
  _ site: Site, status: Int = 200
) async throws -> Response {
  let answer = try await visit.gateway.call(.listUndelivered, filter.request)
  let names = visit.administers ? try await administrationNames(visit) : []
  let view = UndeliveredView(
    model: UndeliveredModel(
      answer, names: names, filter: filter, notice: notice, fault: fault, visit.texts),
    title: visit.texts("web.undelivered.title"), people: visit.texts("web.people.title"),
    status: status)
  return try await site.respond(view, to: visit)
}
