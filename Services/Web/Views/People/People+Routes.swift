import AuthenticationContract
import Hummingbird
import IdentityContract
import NotificationContract
import SwiftProtobuf

/// A coordinator's work: accounts and the mail that went out for them.
func addPeopleRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/people") { request, context in
    let visit = try context.requireVisit()
    let fields = try request.query()
    let answer = try await visit.gateway.call(
      .listAccounts,
      .with {
        $0.query = fields["q"]
        $0.pageToken = fields["page"]
      })
    let view = PeopleView(
      model: PeopleModel(answer, search: fields["q"], visit.texts),
      title: visit.texts("web.people.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/people/new") { _, context in
    let visit = try context.requireVisit()
    try await visit.requireViewer()
    return try await newPerson(Form(), FieldFaults(), visit, site)
  }
  router.post("/people/new") { _, context in
    try await create(context.form, context.requireVisit(), site)
  }
  router.get("/people/:account") { request, context in
    let visit = try context.requireVisit()
    let account = try context.parameter("account")
    let answer = try await visit.gateway.call(.listMail, .with { $0.accountID = account })
    let view = PersonView(
      model: PersonModel(answer, created: try request.query()["created"] == "1", visit.texts),
      title: visit.texts("web.people.mail"), people: visit.texts("web.people.title"))
    return try await site.respond(view, to: visit)
  }
}

private func newPerson(
  _ form: Form, _ faults: FieldFaults, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let view = NewPersonView(
    model: NewPersonModel(form, faults, visit.texts), title: visit.texts("web.people.new"),
    people: visit.texts("web.people.title"), status: status)
  return try await site.respond(view, to: visit)
}

private func create(_ form: Form, _ visit: Visit, _ site: Site) async throws -> Response {
  do {
    let answer = try await visit.gateway.call(
      .createAccount,
      .with {
        $0.name = form["name"]
        $0.username = form["username"]
        $0.email = form["email"]
        $0.language = form["language"]
        if form["tutor"] == "1" { $0.roles = [.tutor] }
      })
    return seeOther(path: SiteURL.person(answer.account.id).path + "?created=1")
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    var faults = FieldFaults(refusal, visit.texts)
    if refusal.reason == "USERNAME_TAKEN" { faults = faults.moving(formTo: "username") }
    return try await newPerson(form, faults, visit, site, status: 422)
  }
}
