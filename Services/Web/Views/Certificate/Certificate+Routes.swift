import Hummingbird
import NotificationContract
import SwiftProtobuf

/// One's own certificate, and the page where anybody checks one.
func addCertificateRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/courses/:course/certificate") { _, context in
    try await certificate(context.parameter("course"), context.requireVisit(), site)
  }
  router.get("/verify") { request, context in
    let visit = try context.requireVisit()
    if let code = try request.query().value("code") {
      return seeOther(.verify(code: code.filter { !$0.isWhitespace }))
    }
    let model = VerifyModel(
      code: "", certificate: nil, completedOn: "", unknown: false, signature: nil)
    return try await site.respond(
      VerifyView(model: model, title: visit.texts("web.verify.title")), to: visit)
  }
  router.get("/verify/:code") { request, context in
    try await verify(
      context.parameter("code"), statement: request.query()["s"] ?? "", context.requireVisit(),
      site)
  }
}

private func certificate(
  _ course: String, _ visit: Visit, _ site: Site
) async throws -> Response {
  do {
    let answer = try await visit.gateway.call(
      .getMyCertificate, .with { $0.courseID = course })
    let view = CertificateView(
      model: CertificateModel(
        answer.certificate, siteURL: site.settings.siteURL, visit.texts),
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
  _ code: String, statement: String, _ visit: Visit, _ site: Site
) async throws -> Response {
  var answer: Clikc_Notification_V1_VerifyCertificateResponse?
  do {
    answer = try await visit.gateway.call(
      .verifyCertificate,
      .with {
        $0.code = code
        $0.statement = statement
      })
  } catch let refusal as GatewayRefusal where [400, 404].contains(refusal.status) {
    answer = nil
  }
  let found = answer?.certificate
  try await visit.meetViewer()
  let model = VerifyModel(
    code: code,
    certificate: found.map {
      CertificateModel($0, siteURL: site.settings.siteURL, visit.texts)
    },
    completedOn: found.map { visit.texts.certifiedDay($0.completedAt.date) } ?? "",
    unknown: found == nil, signature: answer.flatMap { SignatureNote($0.signature, visit.texts) })
  return try await site.respond(
    VerifyView(model: model, title: visit.texts("web.verify.title")), to: visit)
}
