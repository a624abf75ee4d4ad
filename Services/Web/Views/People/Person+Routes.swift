import AuthenticationContract
import Hummingbird
import IdentityContract
import NotificationContract
import SwiftProtobuf

/// One person: what is known of them, the mail that went out, and what may be changed.
func addPersonRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/people/:account") { request, context in
    let visit = try context.requireVisit()
    let account = try context.parameter("account")
    return try await person(account, done: try request.query()["done"], visit, site)
  }
  router.post("/people/:account/invitation") { _, context in
    try await change(context, site, done: "sent") { account, visit in
      _ = try await visit.gateway.call(.sendInvitation, .with { $0.accountID = account })
    }
  }
  router.post("/people/:account/suspend") { _, context in
    try await change(context, site, done: "suspended") { account, visit in
      _ = try await visit.gateway.call(.suspendPerson, .with { $0.accountID = account })
    }
  }
  router.post("/people/:account/reactivate") { _, context in
    try await change(context, site, done: "reactivated") { account, visit in
      _ = try await visit.gateway.call(.reactivatePerson, .with { $0.accountID = account })
    }
  }
  router.post("/people/:account/second-factor") { _, context in
    try await change(context, site, done: "factor") { account, visit in
      _ = try await visit.gateway.call(.resetSecondFactor, .with { $0.accountID = account })
    }
  }
  router.get("/people/:account/sessions") { _, context in
    try await sessions(of: try context.parameter("account"), context.requireVisit(), site)
  }
  router.post("/people/:account/sessions") { _, context in
    try await change(context, site, done: "sessions") { account, visit in
      _ = try await visit.gateway.call(.endPersonSessions, .with { $0.accountID = account })
    }
  }
  addPersonFormRoutes(to: router, site: site)
}

/// Does something to a person and shows them, or says on their page why it cannot be.
private func change(
  _ context: WebContext, _ site: Site, done: String,
  _ body: (String, Visit) async throws -> Void
) async throws -> Response {
  let visit = try context.requireVisit()
  let account = try context.parameter("account")
  do {
    try await body(account, visit)
    return seeOther(path: SiteURL.person(account, done: done).path)
  } catch let refusal as GatewayRefusal
    where refusal.isFormFault || refusal.reason == "SECOND_FACTOR_MISSING"
  {
    let fault = FieldFaults(refusal, visit.texts).first
    return try await person(account, fault: fault, visit, site, status: 422)
  }
}

private func person(
  _ account: String, done: String = "", fault: String? = nil, _ visit: Visit, _ site: Site,
  status: Int = 200
) async throws -> Response {
  async let mail = mail(to: account, visit)
  let answer = try await visit.gateway.call(.getPerson, .with { $0.accountID = account })
  let view = PersonView(
    model: PersonModel(
      answer, try await mail, notice: PersonModel.notice(done, visit.texts), fault: fault,
      visit.texts),
    people: visit.texts("web.people.title"), status: status)
  return try await site.respond(view, to: visit)
}

private func sessions(
  of account: String, _ visit: Visit, _ site: Site
) async throws -> Response {
  let open = try await visit.gateway.call(.listPersonSessions, .with { $0.accountID = account })
  let answer = try await visit.gateway.call(.getPerson, .with { $0.accountID = account })
  let view = PersonSessionsView(
    model: PersonSessionsModel(answer.person.account, open, visit.texts), account: account,
    title: visit.texts("web.person.sessions"), people: visit.texts("web.people.title"))
  return try await site.respond(view, to: visit)
}

/// The mail of an account. Who keeps the mail hears of a new account by event, a moment after it was made,
/// and until then shows nothing of it to anyone.
private func mail(
  to account: String, _ visit: Visit
) async throws -> Clikc_Notification_V1_ListMailResponse {
  do {
    return try await visit.gateway.call(.listMail, .with { $0.accountID = account })
  } catch let refusal as GatewayRefusal where refusal.reason == "MAIL_NOT_VISIBLE" {
    return Clikc_Notification_V1_ListMailResponse()
  }
}
