import AuthenticationContract
import GatewayContract
import Hummingbird
import IdentityContract
import Localization
import Logging
import NotificationContract
import SwiftProtobuf

/// A coordinator's work: accounts and the mail that went out for them.
func addPeopleRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/people") { request, context in
    let visit = try context.requireVisit()
    let filter = PeopleFilter(try request.query())
    let answer = try await visit.gateway.call(.listPeople, filter.request)
    async let undelivered = undeliveredInvitations(visit, site)
    let invitations = await invitations(of: answer, visit, site)
    let names = visit.administers ? try await administrationNames(visit) : []
    let view = PeopleView(
      model: PeopleModel(
        answer, invitations: invitations, undelivered: await undelivered, names: names,
        filter: filter, visit.texts),
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
  addUndeliveredRoutes(to: router, site: site)
  addSuppressedRoutes(to: router, site: site)
  addPersonRoutes(to: router, site: site)
}

extension Visit {
  /// Whether the person runs the site, as far as the gateway has said who is looking.
  var administers: Bool {
    let role = Int32(Clikc_Authentication_V1_Role.administrator.rawValue)
    return viewer?.roles.contains(role) == true
  }
}

/// The names of all administrations in the reader's language.
func administrationNames(
  _ visit: Visit
) async throws -> [Clikc_Identity_V1_AdministrationName] {
  try await visit.gateway.call(
    .listAdministrationNames, .with { $0.language = visit.language.rawValue }
  ).administrations
}

/// What became of the account mails; the list is of use without it.
private func invitations(
  of answer: Clikc_Identity_V1_ListPeopleResponse, _ visit: Visit, _ site: Site
) async -> [Clikc_Notification_V1_MailDelivery] {
  guard !answer.people.isEmpty else { return [] }
  do {
    return try await visit.gateway.call(
      .listInvitations, .with { $0.accountIds = answer.people.map(\.account.id) }
    ).deliveries
  } catch {
    site.logger.warning("the list of people has no invitations", metadata: ["error": "\(error)"])
    return []
  }
}

/// How many invitations did not arrive; the list is of use without it.
private func undeliveredInvitations(_ visit: Visit, _ site: Site) async -> Int {
  do {
    return Int(
      try await visit.gateway.call(
        .countUndelivered,
        Clikc_Notification_V1_CountUndeliveredRequest()
      ).invitations)
  } catch {
    site.logger.warning(
      "the list of people has no count of invitations", metadata: ["error": "\(error)"])
    return 0
  }
}

private func newPerson(
  _ form: Form, _ faults: FieldFaults, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let names = visit.administers ? try await administrationNames(visit) : []
  let view = NewPersonView(
    model: NewPersonModel(form, faults, names: names, visit.texts),
    title: visit.texts("web.people.new"), people: visit.texts("web.people.title"), status: status)
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
        $0.administrationID = form["administration"]
        if form["tutor"] == "1" { $0.roles = [.tutor] }
      })
    return seeOther(path: SiteURL.person(answer.account.id, done: "created").path)
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    var faults = FieldFaults(refusal, visit.texts)
    if refusal.reason == "USERNAME_TAKEN" { faults = faults.moving(formTo: "username") }
    return try await newPerson(form, faults, visit, site, status: 422)
  }
}
