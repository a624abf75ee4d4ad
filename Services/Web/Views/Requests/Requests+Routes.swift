import Hummingbird
import IdentityContract
import SwiftProtobuf

/// Accounts that people ask for: the form, and what coordinators decide.
func addRequestRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/request-account") { _, context in
    let visit = try context.requireVisit()
    try await visit.meetViewer()
    return try await ask(Form(), FieldFaults(), visit, site)
  }
  router.post("/request-account") { _, context in
    try await send(context.form, context.requireVisit(), site)
  }
  router.get("/request-account/sent") { _, context in
    let visit = try context.requireVisit()
    let model = ConfirmationModel(
      title: visit.texts("web.request.sent"), text: visit.texts("web.request.sent-text"),
      next: SiteURL.front.path, nextTitle: visit.texts("web.continue"), showsContact: true)
    return try await site.respond(ConfirmationView(model: model), to: visit)
  }
  router.get("/requests") { request, context in
    let visit = try context.requireVisit()
    let fields = try request.query()
    let state = fields.value("state").map { Int($0) ?? -1 } ?? 1
    let answer = try await visit.gateway.call(
      .listAccountRequests,
      .with {
        $0.state = Clikc_Identity_V1_AccountRequestState(rawValue: state) ?? .UNRECOGNIZED(state)
        $0.pageToken = fields["page"]
      })
    let view = RequestsView(
      model: RequestsModel(answer, state: state, visit.texts),
      title: visit.texts("web.requests.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/requests/:request") { _, context in
    let visit = try context.requireVisit()
    return try await show(
      try context.parameter("request"), Form(), FieldFaults(), visit, site)
  }
  router.post("/requests/:request/approve") { _, context in
    try await approve(
      try context.parameter("request"), context.form, context.requireVisit(), site)
  }
  router.post("/requests/:request/refuse") { _, context in
    try await refuse(
      try context.parameter("request"), context.form, context.requireVisit(), site)
  }
}

private func ask(
  _ form: Form, _ faults: FieldFaults, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let view = RequestAccountView(
    model: RequestAccountModel(
      form, faults, names: try await administrationNames(visit), visit.texts),
    title: visit.texts("web.sign-in.request"), home: visit.texts("web.front.title"),
    status: status)
  return try await site.respond(view, to: visit)
}

private func send(_ form: Form, _ visit: Visit, _ site: Site) async throws -> Response {
  do {
    _ = try await visit.gateway.call(
      .requestAccount,
      .with {
        $0.name = form["name"]
        $0.email = form["email"]
        $0.administrationID = form["administration"]
        $0.language = form["language"]
        $0.reason = form["reason"].replacing("\r\n", with: "\n")
      })
    return seeOther(.requestAccountSent)
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    return try await ask(form, FieldFaults(refusal, visit.texts), visit, site, status: 422)
  }
}

private func show(
  _ request: String, _ form: Form, _ faults: FieldFaults, _ visit: Visit, _ site: Site,
  status: Int = 200
) async throws -> Response {
  let answer = try await visit.gateway.call(.getAccountRequest, .with { $0.requestID = request })
  let view = RequestView(
    model: RequestModel(answer, form, faults, visit.texts),
    list: visit.texts("web.requests.title"), status: status)
  return try await site.respond(view, to: visit)
}

private func approve(
  _ request: String, _ form: Form, _ visit: Visit, _ site: Site
) async throws -> Response {
  do {
    let answer = try await visit.gateway.call(
      .approveAccountRequest,
      .with {
        $0.requestID = request
        $0.username = form["username"]
      })
    return seeOther(path: SiteURL.person(answer.account.id, done: "created").path)
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    var faults = FieldFaults(refusal, visit.texts)
    if refusal.reason == "USERNAME_TAKEN" { faults = faults.moving(formTo: "username") }
    return try await show(request, form, faults, visit, site, status: 422)
  }
}

private func refuse(
  _ request: String, _ form: Form, _ visit: Visit, _ site: Site
) async throws -> Response {
  do {
    _ = try await visit.gateway.call(
      .refuseAccountRequest,
      .with {
        $0.requestID = request
        $0.reason = form["reason"].replacing("\r\n", with: "\n")
      })
    return seeOther(.request(request))
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    return try await show(
      request, form, FieldFaults(refusal, visit.texts), visit, site, status: 422)
  }
}
