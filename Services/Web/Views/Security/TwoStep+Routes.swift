import Hummingbird
import IdentityContract
import SwiftProtobuf

/// Setting up, giving and taking off the second step at login.
func addTwoStepRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/security/two-step") { request, context in
    let visit = try context.requireVisit()
    try await visit.meetViewer()
    let notice = try request.query()["removed"] == "1" ? "web.factor.removed" : nil
    return try await twoStep(visit, notice: notice, site)
  }
  router.post("/security/two-step") { _, context in
    let visit = try context.requireVisit()
    do {
      _ = try await visit.gateway.call(
        .beginSecondFactor, Clikc_Identity_V1_BeginSecondFactorRequest())
    } catch let refusal as GatewayRefusal where refusal.reason == "SECOND_FACTOR_ACTIVE" {
      // The page says how it stands.
    }
    return seeOther(.twoStep)
  }
  router.post("/security/two-step/confirm") { _, context in
    try await withCode(context, site) { visit, code in
      let answer = try await visit.gateway.call(.confirmSecondFactor, .with { $0.code = code })
      return try await recoveryCodes(answer.recoveryCodes, visit, site)
    }
  }
  router.post("/security/two-step/codes") { _, context in
    try await withCode(context, site) { visit, code in
      let answer = try await visit.gateway.call(.renewRecoveryCodes, .with { $0.code = code })
      return try await recoveryCodes(answer.recoveryCodes, visit, site)
    }
  }
  router.post("/security/two-step/remove") { _, context in
    try await withCode(context, site) { visit, code in
      _ = try await visit.gateway.call(.removeSecondFactor, .with { $0.code = code })
      return seeOther(path: SiteURL.twoStep.path + "?removed=1")
    }
  }
  addCodeRoutes(to: router, site: site)
}

/// The step of a login that waits for its code.
private func addCodeRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/login/code") { request, context in
    let visit = try context.requireVisit()
    try await visit.requireViewer()
    guard visit.gate == .enterCode else { return seeOther(.dashboard()) }
    let target = localPath(try request.query()["return"])
    return try await codePage(CodeModel(target: target, fault: nil), visit, site)
  }
  router.post("/login/code") { _, context in
    let visit = try context.requireVisit()
    let target = localPath(context.form["return"])
    do {
      let answer = try await visit.gateway.call(
        .enterCode, .with { $0.code = context.form["code"] })
      var response = landing(answer.gate, target)
      response.setCookie(SiteCookie.deviceProof(answer.deviceProof))
      return response
    } catch let refusal as GatewayRefusal where refusal.isCodeFault {
      let fault = FieldFaults(refusal, visit.texts).first
      return try await codePage(
        CodeModel(target: target, fault: fault), visit, site, status: 422)
    }
  }
}

private func codePage(
  _ model: CodeModel, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let view = CodeView(
    model: model, title: visit.texts("web.factor.enter-title"), status: status)
  return try await site.respond(view, to: visit)
}

/// Runs a step that needs a code; a wrong one brings the page back with what is wrong.
private func withCode(
  _ context: WebContext, _ site: Site,
  _ step: (Visit, _ code: String) async throws -> Response
) async throws -> Response {
  let visit = try context.requireVisit()
  do {
    return try await step(visit, context.form["code"])
  } catch let refusal as GatewayRefusal where refusal.isCodeFault {
    return try await twoStep(
      visit, fault: FieldFaults(refusal, visit.texts).first, site, status: 422)
  }
}

private func twoStep(
  _ visit: Visit, fault: String? = nil, notice: String? = nil, _ site: Site, status: Int = 200
) async throws -> Response {
  let factor = try await visit.gateway.call(
    .getSecondFactor, Clikc_Identity_V1_GetSecondFactorRequest())
  let texts = visit.texts
  let view = TwoStepView(
    model: TwoStepModel(factor, fault: fault, notice: notice.map { texts($0) }, texts),
    title: texts("web.factor.title"), security: texts("web.security.title"), status: status)
  return try await site.respond(view, to: visit)
}

private func recoveryCodes(
  _ codes: [String], _ visit: Visit, _ site: Site
) async throws -> Response {
  let next = visit.dueStep?.target ?? .security()
  let view = RecoveryCodesView(
    model: RecoveryCodesModel(codes: codes, next: next.path),
    title: visit.texts("web.factor.codes-title"))
  return try await site.respond(view, to: visit)
}

extension GatewayRefusal {
  /// Whether another code puts it right.
  fileprivate var isCodeFault: Bool {
    isFormFault || reason == "CODE_WRONG"
  }
}
