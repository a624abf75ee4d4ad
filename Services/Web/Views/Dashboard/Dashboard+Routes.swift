import Hummingbird

/// The dashboard.
func addDashboardRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/dashboard") { request, context in
    let visit = try context.requireVisit()
    let fields = try request.query()
    let place = DashboardAddress(
      lists: fields["view"] == "courses", completed: fields["state"] == "completed",
      category: fields.value("category"), query: fields.value("q"))
    let answer = try await DashboardQuery(search: place.query)(visit.gateway)
    let view = DashboardView(
      model: DashboardModel(answer, at: place, visit.texts),
      title: visit.texts("web.dashboard.title"))
    return try await site.respond(view, to: visit)
  }
}
