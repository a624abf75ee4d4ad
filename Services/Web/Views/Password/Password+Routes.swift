import Hummingbird
import IdentityContract
import SwiftProtobuf

/// Changing a password, and the confirmation.
func addPasswordRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/password") { _, context in
    let visit = try context.requireVisit()
    try await visit.requireViewer()
    return try await passwordPage(visit, FieldFaults(), site)
  }
  router.post("/password") { _, context in
    try await changePassword(context.form, context.requireVisit(), site)
  }
  router.get("/password/changed") { _, context in
    let visit = try context.requireVisit()
    try await visit.requireViewer()
    let model = ConfirmationModel(
      title: visit.texts("web.password.changed"), text: visit.texts("web.password.changed-text"),
      next: (visit.dueStep?.target ?? .dashboard()).path, nextTitle: visit.texts("web.continue"))
    return try await site.respond(
      ConfirmationView(
        model: model, allowedAt: [.setUpSecondFactor, .acceptPolicy, .confirmProfile]),
      to: visit)
  }
}

private func passwordPage(
  _ visit: Visit, _ faults: FieldFaults, _ site: Site, status: Int = 200
) async throws -> Response {
  let mustChange = visit.gate == .changePassword
  var username = visit.origin.username
  if !mustChange {
    username = try await visit.gateway.call(
      .getProfile, Clikc_Identity_V1_GetProfileRequest()
    ).account.username
  }
  let model = PasswordModel(
    changing: username, mustChange: mustChange, faults, visit.texts)
  return try await site.respond(PasswordView(model: model, status: status), to: visit)
}

private func changePassword(
  _ form: Form, _ visit: Visit, _ site: Site
) async throws -> Response {
  do {
    guard form["new_password"] == form["again"] else {
      try await visit.requireViewer()
      let faults = FieldFaults("again", visit.texts("web.password.differ"))
      return try await passwordPage(visit, faults, site, status: 422)
    }
    _ = try await visit.gateway.call(
      .changePassword,
      .with {
        $0.currentPassword = form["current_password"]
        $0.newPassword = form["new_password"]
      })
    return seeOther(.passwordChanged)
  } catch let refusal as GatewayRefusal where refusal.isFormFault || refusal.status == 403 {
    var faults = FieldFaults(refusal, visit.texts)
    if refusal.status == 403 { faults = faults.moving(formTo: "current_password") }
    return try await passwordPage(visit, faults, site, status: 422)
  }
}
