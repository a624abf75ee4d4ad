import CatalogueContract
import Foundation
import Hummingbird
import IdentityContract
import Localization
import Logging
import SwiftProtobuf

/// As much of a username as the login form takes from an address.
private let longestUsername = 100

/// Front page, login, logout and the language menu.
func addFrontRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/") { request, context in
    let visit = try context.requireVisit()
    try await noteMailOpened(request, visit, site)
    return try await frontPage(visit, site)
  }
  router.get("/login") { request, context in
    let visit = try context.requireVisit()
    let query = try request.query()
    let notices = ["reset": "web.reset.done", "everywhere": "web.security.all-done"]
    let model = SignInModel(
      username: String(query["username"].prefix(longestUsername)),
      target: localPath(query["return"]), notice: notices[query["done"]].map { visit.texts($0) },
      remembers: site.settings.remembersDevices)
    return try await site.respond(
      SignInView(model: .init(signIn: model), title: visit.texts("web.sign-in.title")), to: visit)
  }
  router.post("/login") { _, context in
    try await signIn(context.form, visit: context.requireVisit(), site: site)
  }
  router.post("/logout") { _, context in
    let visit = try context.requireVisit()
    do {
      _ = try await visit.gateway.call(.signOut, Clikc_Identity_V1_SignOutRequest())
    } catch let refusal as GatewayRefusal where refusal.status == 401 {
      // The session had ended already, which is what was asked for.
    }
    var response = seeOther(.front)
    response.setCookie(SiteCookie.sessionEnded)
    return response
  }
  router.post("/language") { _, context in
    guard let language = Language(rawValue: context.form["language"]) else {
      throw PageFault.brokenForm
    }
    var response = seeOther(path: localPath(context.form["return"]) ?? "/")
    response.setCookie(SiteCookie.language(language))
    return response
  }
}

private func frontPage(_ visit: Visit, _ site: Site) async throws -> Response {
  var figures: Figures?
  do {
    figures = try await FrontQuery()(visit.gateway)
  } catch {
    site.logger.warning("the front page has no figures", metadata: ["error": "\(error)"])
  }
  let model = FrontModel(
    figures, remembers: site.settings.remembersDevices, visit: visit)
  let view = FrontView(model: model, title: visit.texts("web.front.title"))
  return try await site.respond(view, to: visit)
}

private func signIn(_ form: Form, visit: Visit, site: Site) async throws -> Response {
  let target = localPath(form["return"])
  do {
    let answer = try await visit.gateway.call(
      .signIn,
      .with {
        $0.username = form["username"]
        $0.password = form["password"]
        $0.remember = form["remember"] == "1"
        $0.device = visit.origin.device
        $0.deviceProof = visit.origin.deviceProof ?? ""
      })
    var response = landing(answer.gate, target)
    let end = answer.remembered ? answer.expiresAt.date : nil
    response.setCookie(SiteCookie.session(answer.token, until: end))
    if !answer.deviceProof.isEmpty {
      response.setCookie(SiteCookie.deviceProof(answer.deviceProof))
    }
    response.setCookie(SiteCookie.username(answer.account.username))
    return response
  } catch let refusal as GatewayRefusal where refusal.status < 500 {
    let texts = visit.texts
    let fault =
      refusal.violations.isEmpty
      ? texts.refusal(refusal) : texts("web.sign-in.both-needed")
    let model = SignInModel(
      username: form["username"], target: target, fault: fault,
      remembers: site.settings.remembersDevices, remember: form["remember"] == "1")
    let view = SignInView(
      model: .init(signIn: model), title: texts("web.sign-in.title"),
      status: refusal.status == 429 ? 429 : 422)
    return try await site.respond(view, to: visit)
  }
}

/// Where a new session begins: the step that is due, the page asked for, or the dashboard.
func landing(_ gate: Gate, _ target: String? = nil) -> Response {
  switch gate {
  case .enterCode: seeOther(.code(returnTo: target))
  case .cancelErasure: seeOther(.erasurePending)
  case .changePassword: seeOther(.password)
  case .setUpSecondFactor: seeOther(.twoStep)
  case .acceptPolicy: seeOther(.policy())
  case .confirmProfile: seeOther(.profile)
  case .open, .unspecified, .UNRECOGNIZED: seeOther(path: target ?? SiteURL.dashboard().path)
  }
}
