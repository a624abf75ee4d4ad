import Hummingbird
import IdentityContract
import SwiftProtobuf

/// Getting back in without a password: asking for the mail, and setting a new one by its link.
func addLostPasswordRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/lost-password") { _, context in
    let visit = try context.requireVisit()
    let view = LostPasswordView(model: LostPasswordModel(), title: visit.texts("web.lost.title"))
    return try await site.respond(view, to: visit)
  }
  router.post("/lost-password") { _, context in
    try await askForReset(context.form, context.requireVisit(), site)
  }
  router.get("/lost-password/sent") { _, context in
    let visit = try context.requireVisit()
    let model = ConfirmationModel(
      title: visit.texts("web.lost.sent"), text: visit.texts("web.lost.sent-text"),
      next: SiteURL.front.path, nextTitle: visit.texts("web.continue"), showsContact: true)
    return try await site.respond(ConfirmationView(model: model), to: visit)
  }
  router.get("/reset/:token") { request, context in
    let visit = try context.requireVisit()
    try await noteMailOpened(request, visit, site)
    let model = PasswordModel(
      resetting: try context.parameter("token"), FieldFaults(), visit.texts)
    return try await site.respond(PasswordView(model: model), to: visit)
  }
  router.post("/reset/:token") { _, context in
    try await reset(context.parameter("token"), context.form, context.requireVisit(), site)
  }
}

private func askForReset(_ form: Form, _ visit: Visit, _ site: Site) async throws -> Response {
  let (username, email) = (form["username"], form["email"])
  do {
    if username.isEmpty, email.isEmpty {
      return try await page(FieldFaults("username", visit.texts("web.lost.username-needed")))
    }
    _ = try await visit.gateway.call(
      .requestPasswordReset,
      .with { if email.isEmpty { $0.username = username } else { $0.email = email } })
    return seeOther(.lostPasswordSent)
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    return try await page(FieldFaults(refusal, visit.texts))
  }

  func page(_ faults: FieldFaults) async throws -> Response {
    let view = LostPasswordView(
      model: LostPasswordModel(username: username, email: email, faults),
      title: visit.texts("web.lost.title"), status: 422)
    return try await site.respond(view, to: visit)
  }
}

private func reset(
  _ token: String, _ form: Form, _ visit: Visit, _ site: Site
) async throws -> Response {
  do {
    guard form["new_password"] == form["again"] else {
      return try await page(FieldFaults("again", visit.texts("web.password.differ")))
    }
    _ = try await visit.gateway.call(
      .resetPassword,
      .with {
        $0.token = token
        $0.newPassword = form["new_password"]
      })
    return seeOther(path: SiteURL.signIn().path + "?done=reset")
  } catch let refusal as GatewayRefusal where refusal.isFormFault || refusal.status == 404 {
    return try await page(FieldFaults(refusal, visit.texts))
  }

  func page(_ faults: FieldFaults) async throws -> Response {
    let model = PasswordModel(resetting: token, faults, visit.texts)
    return try await site.respond(PasswordView(model: model, status: 422), to: visit)
  }
}
