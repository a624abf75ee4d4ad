import HTTPTypes
import Hummingbird
import Localization
import NotificationContract
import SwiftProtobuf

/// What the portal's mail looks like, for administrators.
func addMailTemplateRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/mail-templates") { _, context in
    let visit = try context.requireVisit()
    let answer = try await visit.gateway.call(
      .listTemplates, Clikc_Notification_V1_ListTemplatesRequest())
    let view = MailTemplatesView(
      model: MailTemplatesModel(answer, visit.texts), title: visit.texts("web.templates.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/mail-templates/:name/:language") { _, context in
    let visit = try context.requireVisit()
    let (name, language) = try template(context)
    let mail = try await preview(name, language, visit)
    let view = MailTemplateView(
      model: MailTemplateModel(mail, name: name, language: language, visit.texts),
      list: visit.texts("web.templates.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/mail-templates/:name/:language/page") { _, context in
    let (name, language) = try template(context)
    let mail = try await preview(name, language, context.requireVisit())
    return Response(
      status: .ok, headers: mailPageHeaders,
      body: ResponseBody(byteBuffer: ByteBuffer(string: mail.html)))
  }
}

/// A mail is styled where it stands, as mail must be, and may do nothing else: it is shown without
/// script, form or link that works, in a frame of our own page.
private let mailPageHeaders: HTTPFields = [
  .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
  .contentSecurityPolicy:
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
]

private func template(_ context: WebContext) throws -> (name: String, language: Language) {
  guard let language = Language(rawValue: try context.parameter("language")) else {
    throw GatewayRefusal(status: 404, reason: "NOT_FOUND")
  }
  return (try context.parameter("name"), language)
}

private func preview(
  _ name: String, _ language: Language, _ visit: Visit
) async throws -> Clikc_Notification_V1_PreviewTemplateResponse {
  try await visit.gateway.call(
    .previewTemplate,
    .with {
      $0.name = name
      $0.language = language.rawValue
    })
}
