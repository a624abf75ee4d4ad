import Hummingbird
import ProgressContract
import SwiftProtobuf

/// One's own grades.
func addGradesRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/grades") { _, context in
    let visit = try context.requireVisit()
    let answer = try await visit.gateway.call(
      .listMyGrades, Clikc_Progress_V1_ListMyGradesRequest())
    let view = GradesView(
      model: GradesModel(answer, visit.texts), title: visit.texts("web.grades.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/courses/:course/grades") { _, context in
    let visit = try context.requireVisit()
    let course = try context.parameter("course")
    let answer = try await visit.gateway.call(.getGradeReport, .with { $0.courseID = course })
    let view = GradeReportView(
      model: GradeReportModel(answer, course: course, visit.texts),
      title: visit.texts("web.grades.report"), gradesTitle: visit.texts("web.grades.title"))
    return try await site.respond(view, to: visit)
  }
}
