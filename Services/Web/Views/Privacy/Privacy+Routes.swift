import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// A person's rights: what they accepted, a copy of their data, its erasure. Open to those who declined a policy.
func addPrivacyRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/privacy") { request, context in
    let visit = try context.requireVisit()
    let query = try request.query()
    let notices = [
      ("withdrawn", "web.privacy.withdrawn-now"), ("kept", "web.privacy.erasure-withdrawn"),
    ]
    let key = notices.first { query[$0.0] == "1" }?.1
    try await visit.requireViewer()
    let policies = try await visit.gateway.call(
      .listMyPolicies, .with { $0.language = visit.language.rawValue })
    let erasure = try await visit.gateway.call(
      .getMyErasure, Clikc_Identity_V1_GetMyErasureRequest())
    let model = PrivacyModel(
      policies, erasure.erasure, notice: key.map { visit.texts($0) }, visit.texts)
    return try await site.respond(
      PrivacyView(model: model, title: visit.texts("web.privacy.title")), to: visit)
  }
  router.post("/privacy/policies/:slug/withdraw") { _, context in
    let slug = try context.parameter("slug")
    _ = try await context.requireVisit().gateway.call(.withdrawPolicy, .with { $0.slug = slug })
    return seeOther(path: SiteURL.privacy.path + "?withdrawn=1")
  }
  addErasureRoutes(to: router, site: site)
  addExportRoutes(to: router, site: site)
}

private func addErasureRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/privacy/erasure") { _, context in
    try await eraseMe(Form(), FieldFaults(), context.requireVisit(), site)
  }
  router.post("/privacy/erasure") { _, context in
    try await requestErasure(context.form, context.requireVisit(), site)
  }
  router.get("/privacy/erasure/asked") { request, context in
    let visit = try context.requireVisit()
    // Nobody is logged in any more whom one could ask how long the grace is.
    let isAtOnce = try request.query()["now"] == "1"
    let text = isAtOnce ? "web.privacy.erasure-asked-now" : "web.privacy.erasure-asked"
    let model = ConfirmationModel(
      title: visit.texts("web.privacy.erasure"), text: visit.texts(text),
      next: SiteURL.front.path, nextTitle: visit.texts("web.privacy.erasure-front"))
    return try await site.respond(ConfirmationView(model: model), to: visit)
  }
  router.get("/privacy/erasure/pending") { _, context in
    let visit = try context.requireVisit()
    try await visit.requireViewer()
    let erasure = try await visit.gateway.call(
      .getMyErasure, Clikc_Identity_V1_GetMyErasureRequest()
    ).erasure
    guard erasure.state == .waiting else { return seeOther(.privacy) }
    let view = PendingErasureView(
      model: PendingErasureModel(erasure, visit.texts), title: visit.texts("web.privacy.erasure"))
    return try await site.respond(view, to: visit)
  }
  router.post("/privacy/erasure/withdraw") { _, context in
    _ = try await context.requireVisit().gateway.call(
      .withdrawErasure, Clikc_Identity_V1_WithdrawErasureRequest())
    return seeOther(path: SiteURL.privacy.path + "?kept=1")
  }
}

private func eraseMe(
  _ form: Form, _ faults: FieldFaults, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  try await visit.requireViewer()
  let answer = try await visit.gateway.call(
    .getMyErasure, Clikc_Identity_V1_GetMyErasureRequest())
  let view = EraseMeView(
    model: EraseMeModel(isAtOnce: answer.graceDays == 0, form, faults, visit.texts),
    title: visit.texts("web.privacy.erasure"), privacy: visit.texts("web.privacy.title"),
    status: status)
  return try await site.respond(view, to: visit)
}

private func requestErasure(_ form: Form, _ visit: Visit, _ site: Site) async throws -> Response {
  guard form["sure"] == "1" else {
    let faults = FieldFaults("sure", visit.texts("web.privacy.erasure-unsure"))
    return try await eraseMe(form, faults, visit, site, status: 422)
  }
  do {
    let asked = try await visit.gateway.call(
      .requestErasure, .with { $0.reason = form["reason"].replacing("\r\n", with: "\n") })
    var response = seeOther(
      path: SiteURL.erasureAsked.path + (asked.erasure.isAtOnce ? "?now=1" : ""))
    response.setCookie(SiteCookie.sessionEnded)
    return response
  } catch let refusal as GatewayRefusal where refusal.status == 400 {
    let faults = FieldFaults(refusal, visit.texts)
    return try await eraseMe(form, faults, visit, site, status: 422)
  }
}

/// What a person should know before they ask for erasure.
struct EraseMeModel: Equatable, Sendable {
  let text: String
  let warning: String
  let reason: String
  let isSure: Bool
  let fault: String?
  let reasonFault: String?
  let sureFault: String?

  /// `isAtOnce` when the site gives no days to take a request back.
  init(isAtOnce: Bool, _ form: Form, _ faults: FieldFaults, _ texts: Texts) {
    reason = form["reason"]
    isSure = form["sure"] == "1"
    fault = faults.form
    reasonFault = faults["reason"]
    sureFault = faults["sure"]
    text = texts(isAtOnce ? "web.privacy.erasure-text-now" : "web.privacy.erasure-text")
    warning = texts(isAtOnce ? "web.privacy.erasure-warning-now" : "web.privacy.erasure-warning")
  }
}

/// The question whether a person is sure.
struct EraseMeView: View {
  static let template = "erase-me"

  let model: EraseMeModel
  let title: String
  let privacy: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    screen.allowedAt = [.acceptPolicy, .confirmProfile]
    screen.trail = [.init(privacy, .privacy), .init(title)]
    return screen
  }
}
