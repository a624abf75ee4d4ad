import CatalogueContract
import Hummingbird
import SwiftProtobuf

/// The dashboard.
func addDashboardRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/dashboard") { request, context in
    let visit = try context.requireVisit()
    let fields = try request.query()
    let place = DashboardAddress(
      lists: fields["view"] == "courses", state: CourseState(rawValue: fields["state"]) ?? .active,
      category: fields.value("category"), query: fields.value("q"), part: Int(fields["page"]) ?? 1)
    let answer = try await DashboardQuery(search: place.query)(visit.gateway)
    let view = DashboardView(
      model: DashboardModel(answer, at: place, visit.texts),
      title: visit.texts("web.dashboard.title"))
    return try await site.respond(view, to: visit)
  }
  router.post("/courses/:course/star") { _, context in
    let (visit, course) = (try context.requireVisit(), try context.parameter("course"))
    let form = context.form
    _ = try await visit.gateway.call(
      .starCourse,
      .with {
        $0.courseID = course
        $0.starred = form["starred"] == "1"
      })
    return seeOther(path: localPath(form["return"]) ?? SiteURL.dashboard().path)
  }
}
