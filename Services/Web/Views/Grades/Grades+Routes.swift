import Hummingbird
import ProgressContract
import SwiftProtobuf

/// One's own grades.
func addGradesRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/grades") { _, context in
    let visit = try context.requireVisit()
    let view = GradesView(
      model: GradesModel(try await grades(of: visit), visit.texts),
      title: visit.texts("web.grades.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/grades.csv") { _, context in
    let visit = try context.requireVisit()
    return try await grades(of: visit).csv(visit.texts).response
  }
  router.get("/courses/:course/grades") { _, context in
    let visit = try context.requireVisit()
    let course = try context.parameter("course")
    let view = GradeReportView(
      model: GradeReportModel(
        try await report(of: course, visit), course: course, visit.texts),
      title: visit.texts("web.grades.report"), gradesTitle: visit.texts("web.grades.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/courses/:course/grades.csv") { _, context in
    let visit = try context.requireVisit()
    return try await report(of: context.parameter("course"), visit).csv(visit.texts).response
  }
}

private func grades(
  of visit: Visit
) async throws -> Clikc_Progress_V1_ListMyGradesResponse {
  try await visit.gateway.call(.listMyGrades, Clikc_Progress_V1_ListMyGradesRequest())
}

private func report(
  of course: String, _ visit: Visit
) async throws -> Clikc_Progress_V1_GetGradeReportResponse {
  try await visit.gateway.call(.getGradeReport, .with { $0.courseID = course })
}
