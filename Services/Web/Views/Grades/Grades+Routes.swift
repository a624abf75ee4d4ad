import Hummingbird
import ProgressContract
import SwiftProtobuf

/// One's own grades.
func addGradesRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/grades") { _, context in
    let visit = try context.requireVisit()
    let view = GradesView(
      model: try await grades(of: visit), title: visit.texts("web.grades.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/grades.csv") { _, context in
    let visit = try context.requireVisit()
    return try await grades(of: visit).csv(visit.texts).response
  }
  router.get("/courses/:course/grades") { _, context in
    let visit = try context.requireVisit()
    let view = GradeReportView(
      model: try await report(of: context.parameter("course"), visit),
      title: visit.texts("web.grades.report"), gradesTitle: visit.texts("web.grades.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/courses/:course/grades.csv") { _, context in
    let visit = try context.requireVisit()
    return try await report(of: context.parameter("course"), visit).csv(visit.texts).response
  }
}

private func grades(of visit: Visit) async throws -> GradesModel {
  let answer = try await visit.gateway.call(
    .listMyGrades, Clikc_Progress_V1_ListMyGradesRequest())
  return GradesModel(answer, visit.texts)
}

private func report(of course: String, _ visit: Visit) async throws -> GradeReportModel {
  let answer = try await visit.gateway.call(.getGradeReport, .with { $0.courseID = course })
  return GradeReportModel(answer, course: course, visit.texts)
}
