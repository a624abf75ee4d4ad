import Foundation
import HTTPTypes
import Hummingbird
import IdentityContract
import Localization
import Logging

/// The parts every page draws on.
struct Site: Sendable {
  let settings: SiteSettings
  let client: any GatewayClient
  let catalogue: MessageCatalogue
  let templates: TemplateLibrary
  let assets: AssetStore
  let guardian: FormGuard
  let markdown: Markdown
  let pages: PageStore
  let logger: Logger
}

extension Site {
  /// Reads templates, files and pages from `resources`, the texts from `messages`.
  init(
    settings: SiteSettings, client: any GatewayClient, resources: URL, messages: URL,
    logger: Logger
  ) throws {
    let catalogue = try MessageCatalogue(directory: messages)
    let assets = try AssetStore(directory: resources.appending(path: "Public"))
    let markdown = Markdown()
    self.init(
      settings: settings, client: client, catalogue: catalogue,
      templates: try TemplateLibrary(
        directory: resources.appending(path: "Templates"), texts: catalogue, assets: assets,
        site: ["contact": settings.contactAddress, "version": settings.version]),
      assets: assets, guardian: FormGuard(key: Array(settings.formKey.utf8)),
      markdown: markdown,
      pages: try PageStore(directory: resources.appending(path: "Pages"), markdown: markdown),
      logger: logger)
  }
}

extension Site {
  /// Draws a page for a visit, or sends the person to the step that is due first.
  func respond<V: View>(_ view: V, to visit: Visit) async throws -> Response {
    try await visit.meetViewer()
    if let due = visit.dueStep, !view.screen.allowedAt.contains(due.gate) {
      throw Redirect(to: due.target)
    }
    let frame = try Frame(view.screen, visit: visit, site: self)
    let page = TemplateNode(["frame": TemplateNode.of(frame), "page": TemplateNode.of(view.model)])
    guard var html = templates.render(page, template: V.template, language: visit.language) else {
      throw TemplateLibrary.Fault(description: "there is no template \(V.template)")
    }
    if templates.hasTypedForm(V.template) { html = TypedForm.completed(html, for: visit.origin) }
    var headers: HTTPFields = [
      .contentType: "text/html; charset=utf-8",
      .contentLanguage: frame.language,
      .cacheControl: visit.origin.token == nil && visit.origin.typed == nil
        ? "private, no-cache" : "no-store",
      .vary: "accept-language, cookie",
    ]
    if let seconds = view.screen.refresh { headers[.refresh] = String(seconds) }
    if !view.screen.sendsReferrer { headers[.referrerPolicy] = "no-referrer" }
    return Response(
      status: HTTPResponse.Status(code: view.screen.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }
}

extension Visit {
  /// What the person has to do before anything else; nil when everything is open, or nobody is
  /// signed in.
  var dueStep: (gate: Gate, target: SiteURL)? {
    switch gate {
    case .enterCode: (.enterCode, .code())
    case .cancelErasure: (.cancelErasure, .erasurePending)
    case .changePassword: (.changePassword, .password)
    case .setUpSecondFactor: (.setUpSecondFactor, .twoStep)
    case .acceptPolicy: (.acceptPolicy, .policy())
    case .confirmProfile: (.confirmProfile, .profile)
    case .open, .unspecified, .UNRECOGNIZED, nil: nil
    }
  }
}

/// A form was answered; the browser gets the next page with GET.
func seeOther(_ target: SiteURL) -> Response { seeOther(path: target.path) }

/// As above, to a path of this site.
func seeOther(path: String) -> Response {
  Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
}
