import CatalogueContract
import Hummingbird
import SwiftProtobuf

/// Seeing and enrolling the people of a course.
func addParticipantsRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/courses/:course/participants") { request, context in
    let visit = try context.requireVisit()
    let fields = try request.query()
    var asked = ParticipantsModel.Request(
      course: try context.parameter("course"), search: fields["q"], page: fields.value("page"),
      candidateSearch: fields["find"])
    if let name = fields.value("enrolled") {
      try await visit.meetViewer()
      asked.notice = visit.texts("web.participants.enrolled", ["name": name])
    } else if fields["due"] == "1" {
      try await visit.meetViewer()
      asked.notice = visit.texts("web.participants.due-set")
    } else if fields["removed"] == "1" {
      try await visit.meetViewer()
      asked.notice = visit.texts("web.participants.removed")
    }
    return try await participants(asked, visit, site)
  }
  router.post("/courses/:course/participants") { _, context in
    try await enrol(context.parameter("course"), context.form, context.requireVisit(), site)
  }
  router.post("/courses/:course/participants/:account/due") { _, context in
    try await setDueDate(
      context.parameter("course"), context.parameter("account"), context.form,
      context.requireVisit(),
      site)
  }
  router.post("/courses/:course/participants/:account/remove") { _, context in
    let visit = try context.requireVisit()
    let (course, account) = try (context.parameter("course"), context.parameter("account"))
    _ = try await visit.gateway.call(
      .unenrol,
      .with {
        $0.courseID = course
        $0.accountID = account
      })
    return seeOther(path: SiteURL.participants(course).path + "?removed=1")
  }
}

private func participants(
  _ asked: ParticipantsModel.Request, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let answer = try await visit.gateway.call(
    .listParticipants,
    .with {
      $0.courseID = asked.course
      $0.query = asked.search
      $0.pageToken = asked.page ?? ""
    })
  var (asked, found, status) = (asked, [Clikc_Catalogue_V1_Participant](), status)
  if answer.mayEnrol, !asked.candidateSearch.isEmpty {
    do {
      found = try await candidates(asked, visit)
    } catch let refusal as GatewayRefusal where refusal.isFormFault {
      asked.fault = FieldFaults(refusal, visit.texts).first
      status = 422
    }
  }
  let view = ParticipantsView(
    model: ParticipantsModel(answer, found, asked, visit.texts),
    title: visit.texts("web.participants.title"), home: visit.texts("web.menu.dashboard"),
    status: status)
  return try await site.respond(view, to: visit)
}

private func candidates(
  _ asked: ParticipantsModel.Request, _ visit: Visit
) async throws -> [Clikc_Catalogue_V1_Participant] {
  guard asked.candidateSearch.unicodeScalars.count >= 2 else {
    let text = visit.texts("web.participants.short")
    throw GatewayRefusal(
      status: 400, reason: "INVALID_REQUEST",
      violations: [.init("query", "TOO_SHORT", detail: text)])
  }
  return try await visit.gateway.call(
    .findPeople,
    .with {
      $0.courseID = asked.course
      $0.query = asked.candidateSearch
    }
  ).people
}

private func enrol(
  _ course: String, _ form: Form, _ visit: Visit, _ site: Site
) async throws -> Response {
  do {
    let answer = try await visit.gateway.call(
      .enrol,
      .with {
        $0.courseID = course
        $0.role = form["role"] == "tutor" ? .tutor : .learner
        if let account = form.value("account") {
          $0.accountID = account
        } else {
          $0.identifier = form["identifier"]
        }
      })
    let notice = GatewayPath.query([("enrolled", answer.participant.name)])
    return seeOther(path: SiteURL.participants(course).path + notice)
  } catch let refusal as GatewayRefusal
    where refusal.isFormFault || refusal.reason == "PERSON_NOT_FOUND"
  {
    let asked = ParticipantsModel.Request(
      course: course, candidateSearch: form["find"],
      fault: FieldFaults(refusal, visit.texts).first)
    return try await participants(asked, visit, site, status: 422)
  }
}

private func setDueDate(
  _ course: String, _ account: String, _ form: Form, _ visit: Visit, _ site: Site
) async throws -> Response {
  do {
    _ = try await visit.gateway.call(
      .setDueDate,
      .with {
        $0.courseID = course
        $0.accountID = account
        $0.dueOn = form["due_on"]
      })
    return seeOther(path: SiteURL.participants(course).path + "?due=1")
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    let asked = ParticipantsModel.Request(
      course: course,
      due: .init(account, form["due_on"], FieldFaults(refusal, visit.texts)["due_on"]))
    return try await participants(asked, visit, site, status: 422)
  }
}
