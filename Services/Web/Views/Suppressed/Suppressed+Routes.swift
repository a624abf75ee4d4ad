import Hummingbird
import IdentityContract
import NotificationContract
import SwiftProtobuf

/// Addresses on hold: finding them, and letting all mail go to one again.
func addSuppressedRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/people/mail/addresses") { request, context in
    let visit = try context.requireVisit()
    let query = try request.query()
    let filter = TextFilter(query)
    let answer = try await visit.gateway.call(
      .listSuppressed,
      .with {
        $0.query = filter.query
        $0.pageToken = filter.page
      })
    let names = visit.administers ? try await administrationNames(visit) : []
    let view = SuppressedView(
      model: SuppressedModel(
        answer, names: names, filter: filter, notice: visit.liftedNotice(query), visit.texts),
      title: visit.texts("web.suppressed.title"), people: visit.texts("web.people.title"),
      mail: visit.texts("web.undelivered.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/people/mail/addresses/:suppression") { request, context in
    let visit = try context.requireVisit()
    let id = try context.parameter("suppression")
    let answer = try await visit.gateway.call(.getSuppressed, .with { $0.suppressionID = id })
    let names = visit.administers ? try await administrationNames(visit) : []
    let view = SuppressionView(
      model: SuppressionModel(
        answer.address, names: names, from: SuppressionOrigin(try request.query()), visit.texts),
      title: visit.texts("web.suppressed.lift"), people: visit.texts("web.people.title"),
      list: visit.texts("web.suppressed.title"))
    return try await site.respond(view, to: visit)
  }
  router.post("/people/mail/addresses/:suppression") { request, context in
    let visit = try context.requireVisit()
    let id = try context.parameter("suppression")
    let origin = SuppressionOrigin(try request.query())
    _ = try await visit.gateway.call(.liftSuppression, .with { $0.suppressionID = id })
    return seeOther(path: origin.back(done: "lifted").path)
  }
}

extension Visit {
  /// What is said of an address that was let go; nil when the address of the page does not speak of it.
  func liftedNotice(_ query: Form) -> String? {
    query["done"] == "lifted" ? texts("web.suppressed.lifted") : nil
  }
}
