import Hummingbird
import NotificationContract
import SwiftProtobuf

/// One's own certificate, and the page where anybody checks one.
func addCertificateRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/courses/:course/certificate") { request, context in
    let saved = try request.query()["saved"] == "1"
    return try await certificate(
      context.parameter("course"), saved: saved, context.requireVisit(), site)
  }
  router.post("/courses/:course/certificate/holder") { _, context in
    let course = try context.parameter("course")
    let shown = context.form["shown"] == "1"
    _ = try await context.requireVisit().gateway.call(
      .showHolder,
      .with {
        $0.courseID = course
        $0.shown = shown
      })
    return seeOther(path: SiteURL.certificate(course).path + "?saved=1")
  }
  router.get("/verify") { request, context in
    let visit = try context.requireVisit()
    let query = try request.query()
    if let code = query.value("code") {
      let address = SiteURL.verify(
        code: code.filter { !$0.isWhitespace }, name: query.value("name"))
      return seeOther(address)
    }
    return try await site.respond(
      VerifyView(model: VerifyModel(), title: visit.texts("web.verify.title")), to: visit)
  }
  router.get("/verify/:code") { request, context in
    try await verify(
      context.parameter("code"), query: request.query(), context.requireVisit(), site)
  }
}

private func certificate(
  _ course: String, saved: Bool, _ visit: Visit, _ site: Site
) async throws -> Response {
  do {
    let answer = try await visit.gateway.call(
      .getMyCertificate, .with { $0.courseID = course })
    let view = CertificateView(
      model: CertificateModel(
        answer.certificate, saved: saved, siteURL: site.settings.siteURL, visit.texts),
      title: visit.texts("web.certificate.title"), home: visit.texts("web.menu.dashboard"))
    return try await site.respond(view, to: visit)
  } catch let refusal as GatewayRefusal where refusal.reason == "CERTIFICATE_NOT_ISSUED" {
    let texts = visit.texts
    let model = ConfirmationModel(
      title: texts("web.certificate.not-yet"), text: texts.refusal(refusal),
      next: SiteURL.courseProgress(course).path, nextTitle: texts("web.certificate.missing"))
    return try await site.respond(ConfirmationView(model: model), to: visit)
  }
}

private func verify(
  _ code: String, query: Form, _ visit: Visit, _ site: Site
) async throws -> Response {
  var answer: Clikc_Notification_V1_VerifyCertificateResponse?
  do {
    answer = try await visit.gateway.call(
      .verifyCertificate,
      .with {
        $0.code = code
        $0.statement = query["s"]
        $0.holder = query["name"]
      })
  } catch let refusal as GatewayRefusal where [400, 404].contains(refusal.status) {
    answer = nil
  }
  try await visit.meetViewer()
  let model = try VerifyModel(
    answer, code: code, name: query["name"], siteURL: site.settings.siteURL, visit.texts)
  return try await site.respond(
    VerifyView(model: model, title: visit.texts("web.verify.title")), to: visit)
}
