import AuthenticationContract
import Hummingbird
import IdentityContract
import Logging
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
    let invitations = await invitations(of: answer, visit, site)
    let view = PeopleView(
      model: PeopleModel(
        answer, invitations: invitations, search: fields["q"], visit.texts),
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
    let query = try request.query()
    let notices = [("created", "web.people.created"), ("sent", "web.people.again-sent")]
    var notice: String?
    for (field, key) in notices where query[field] == "1" {
      // In whose language it is written is known only from an answer of the gateway.
      try await visit.meetViewer()
      notice = visit.texts(key)
    }
    return try await person(context.parameter("account"), notice: notice, visit, site)
  }
  router.post("/people/:account/invitation") { _, context in
    try await sendAgain(context.parameter("account"), context.requireVisit(), site)
  }
}

/// What became of the account mails; the list is of use without it.
private func invitations(
  of answer: Clikc_Identity_V1_ListAccountsResponse, _ visit: Visit, _ site: Site
) async -> [Clikc_Notification_V1_MailDelivery] {
  guard !answer.accounts.isEmpty else { return [] }
  do {
    return try await visit.gateway.call(
      .listInvitations, .with { $0.accountIds = answer.accounts.map(\.id) }
    ).deliveries
  } catch {
    site.logger.warning("the list of people has no invitations", metadata: ["error": "\(error)"])
    return []
  }
}

private func person(
  _ account: String, notice: String? = nil, fault: String? = nil, _ visit: Visit, _ site: Site,
  status: Int = 200
) async throws -> Response {
  let answer = try await mail(to: account, justCreated: notice != nil, visit)
  let view = PersonView(
    model: PersonModel(answer, account: account, notice: notice, fault: fault, visit.texts),
    title: visit.texts("web.people.mail"), people: visit.texts("web.people.title"),
    status: status)
  return try await site.respond(view, to: visit)
}

private func sendAgain(_ account: String, _ visit: Visit, _ site: Site) async throws -> Response {
  do {
    _ = try await visit.gateway.call(.sendInvitation, .with { $0.accountID = account })
    return seeOther(path: SiteURL.person(account).path + "?sent=1")
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    let fault = FieldFaults(refusal, visit.texts).first
    return try await person(account, fault: fault, visit, site, status: 422)
  }
}

/// The mail of an account. Who keeps the mail hears of a new account by event, a moment after the form was
/// answered, and until then shows nothing of it to anyone.
private func mail(
  to account: String, justCreated: Bool, _ visit: Visit
) async throws -> Clikc_Notification_V1_ListMailResponse {
  do {
    return try await visit.gateway.call(.listMail, .with { $0.accountID = account })
  } catch let refusal as GatewayRefusal
    where justCreated && refusal.reason == "MAIL_NOT_VISIBLE"
  {
    return Clikc_Notification_V1_ListMailResponse()
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
