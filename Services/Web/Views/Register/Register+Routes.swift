import Hummingbird
import NotificationContract
import SwiftProtobuf

/// Certificates of others: finding them, taking them back by two persons, issuing them anew.
func addRegisterRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/certificates") { request, context in
    let visit = try context.requireVisit()
    let filter = RegisterFilter(try request.query())
    async let waiting = visit.gateway.call(
      .listRevocations, Clikc_Notification_V1_ListRevocationsRequest())
    let found = try await visit.gateway.call(.listCertificates, filter.request)
    let view = RegisterView(
      model: RegisterModel(found, try await waiting, filter, visit.texts),
      title: visit.texts("web.register.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/certificates/:certificate") { request, context in
    let visit = try context.requireVisit()
    return try await show(
      try context.parameter("certificate"), done: try request.query()["done"], visit, site)
  }
  addRegisteredForms(to: router, site: site)
}

private func addRegisteredForms(to router: Router<WebContext>, site: Site) {
  router.post("/certificates/:certificate/revocations") { _, context in
    try await change(context, site) { id, form, visit in
      // What is no reason is sent on, and refused, rather than left out.
      let reason = form.value("reason").map { Int($0) ?? -1 } ?? 0
      _ = try await visit.gateway.call(
        .proposeRevocation,
        .with {
          $0.certificateID = id
          $0.reason = .init(rawValue: reason) ?? .UNRECOGNIZED(reason)
          $0.note = form["note"].replacing("\r\n", with: "\n")
        })
      return (id, "proposed")
    }
  }
  router.post("/certificates/:certificate/decision") { _, context in
    try await change(context, site) { id, form, visit in
      guard ["confirmed", "refused"].contains(form["do"]) else { throw PageFault.brokenForm }
      _ = try await visit.gateway.call(
        .decideRevocation,
        .with {
          $0.proposalID = form["proposal"]
          $0.outcome = form["do"] == "confirmed" ? .confirmed : .refused
        })
      return (id, form["do"])
    }
  }
  router.post("/certificates/:certificate/withdrawal") { _, context in
    try await change(context, site) { id, form, visit in
      _ = try await visit.gateway.call(
        .withdrawRevocation, .with { $0.proposalID = form["proposal"] })
      return (id, "withdrawn")
    }
  }
  router.post("/certificates/:certificate/reissue") { _, context in
    try await change(context, site) { id, _, visit in
      _ = try await visit.gateway.call(.reissueCertificate, .with { $0.certificateID = id })
      return (id, "reissued")
    }
  }
}

/// Does something to a certificate and shows it, or says on its page why it cannot be. `body` answers which one is
/// shown afterwards, and the word for what was done.
private func change(
  _ context: WebContext, _ site: Site,
  _ body: (String, Form, Visit) async throws -> (String, String)
) async throws -> Response {
  let visit = try context.requireVisit()
  let id = try context.parameter("certificate")
  do {
    let (shown, done) = try await body(id, context.form, visit)
    return seeOther(path: SiteURL.registered(shown).path + "?done=\(done)")
  } catch let refusal as GatewayRefusal
    where refusal.isFormFault || refusal.reason.hasPrefix("REVOCATION_")
  {
    return try await show(
      id, context.form, FieldFaults(refusal, visit.texts), visit, site, status: 422)
  }
}

private func show(
  _ id: String, _ form: Form = Form(), _ faults: FieldFaults = FieldFaults(), done: String = "",
  _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let answer = try await visit.gateway.call(.getCertificate, .with { $0.certificateID = id })
  let view = RegisteredView(
    model: RegisteredModel(
      answer, form, faults, notice: RegisteredModel.notice(done, visit.texts), visit.texts),
    list: visit.texts("web.register.title"), status: status)
  return try await site.respond(view, to: visit)
}
