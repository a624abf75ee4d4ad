import CatalogueContract
import Hummingbird
import IdentityContract
import NotificationContract
import SwiftProtobuf

/// Reports of those who look after people: one page of figures, and its tables as files.
func addReportsRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/reports") { request, context in
    let visit = try context.requireVisit()
    let administration = try request.query()["administration"]
    let figures = try await ReportFigures.read(of: administration, visit)
    let names = visit.administers ? try await administrationNames(visit) : []
    let view = ReportView(
      model: ReportModel(
        figures, names: names, administration: administration, visit.texts),
      title: visit.texts("web.reports.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/reports/people.csv") { request, context in
    let visit = try context.requireVisit()
    let administration = try request.query()["administration"]
    let answer = try await visit.gateway.call(
      .countPeople, .with { $0.administrationID = administration })
    return peopleFile(answer, visit.texts).response
  }
  router.get("/reports/courses.csv") { request, context in
    let visit = try context.requireVisit()
    let administration = try request.query()["administration"]
    async let learners = visit.gateway.call(
      .countLearners, .with { $0.administrationID = administration })
    async let certificates = visit.gateway.call(
      .countCertificates, .with { $0.administrationID = administration })
    let courses = CourseFigures.all(try await learners, try await certificates)
    return coursesFile(courses, visit.texts).response
  }
}

private func peopleFile(
  _ answer: Clikc_Identity_V1_CountPeopleResponse, _ texts: Texts
) -> CSVFile {
  let head = ["administration", "active", "waiting", "suspended", "quota"].map {
    texts("web.reports.\($0)")
  }
  let rows = answer.counts.map { count in
    [count.name(texts)]
      + [count.active, count.waiting, count.suspended].map { String($0) }
      + [count.quota == 0 ? "" : String(count.quota)]
  }
  return CSVFile(name: "people", rows: [head] + rows)
}

private func coursesFile(_ courses: [CourseFigures], _ texts: Texts) -> CSVFile {
  let head = ["course", "learners", "valid", "recent", "ending"].map {
    texts("web.reports.\($0)")
  }
  let rows = courses.map { course in
    [course.title]
      + [course.learners, course.valid, course.recent, course.ending].map { String($0) }
  }
  return CSVFile(name: "courses", rows: [head] + rows)
}
