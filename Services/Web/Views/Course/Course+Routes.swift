import Hummingbird

/// A course's outline and its "More information".
func addCourseRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/courses/:course") { _, context in
    let visit = try context.requireVisit()
    let answer = try await CourseQuery(course: context.parameter("course"))(visit.gateway)
    let view = OutlineView(
      model: OutlineModel(answer, visit.texts, markdown: site.markdown),
      home: visit.texts("web.menu.dashboard"))
    return try await site.respond(view, to: visit)
  }
  router.get("/courses/:course/progress") { _, context in
    let visit = try context.requireVisit()
    let answer = try await CourseQuery(course: context.parameter("course"))(visit.gateway)
    let view = CourseInfoView(
      model: CourseInfoModel(answer, visit.texts), home: visit.texts("web.menu.dashboard"))
    return try await site.respond(view, to: visit)
  }
}
