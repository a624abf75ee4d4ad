import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// The draft of one language: a text to write, and how it will look.
struct PolicyDraftModel: Equatable, Sendable {
  let heading: String
  let action: String
  let text: String
  let draftVersion: String
  let language: String
  let direction: String
  /// Safe HTML; nil before a preview was asked for.
  let preview: String?
  /// From the draft as somebody else saved it meanwhile to the text that was typed.
  let difference: TextDifference?
  let fault: String?
  let notice: String?
  let back: String
}

struct PolicyDraftView: View {
  static let template = "policy-draft"

  let model: PolicyDraftModel
  let document: String
  let list: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: model.heading)
    screen.status = status
    screen.trail = [
      .init(list, .policies), .init(document, .policyDocument(slug)), .init(model.heading),
    ]
    return screen
  }

  let slug: String
}

/// Writing drafts, and comparing what was published.
func addPolicyDraftRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/policies/:slug/draft/:language") { request, context in
    let visit = try context.requireVisit()
    let (slug, language) = try place(context)
    let saved = try request.query()["saved"] == "1"
    let answer = try await visit.gateway.call(.getPolicyDocument, .with { $0.slug = slug })
    return try await draft(
      answer, language, text: answer.draft[language.rawValue], saved: saved, visit, site)
  }
  router.post("/policies/:slug/draft/:language") { _, context in
    let visit = try context.requireVisit()
    let (slug, language) = try place(context)
    let form = context.form
    guard let version = Int64(form["draft"]), ["save", "preview"].contains(form["do"]) else {
      throw PageFault.brokenForm
    }
    let text = form["text"].replacing("\r\n", with: "\n")
    if form["do"] == "preview" {
      let answer = try await visit.gateway.call(.getPolicyDocument, .with { $0.slug = slug })
      return try await draft(
        answer, language, text: text, version: version, previews: true, visit, site)
    }
    return try await save(text, slug, language, version, visit, site)
  }
}

private func place(_ context: WebContext) throws -> (slug: String, language: Language) {
  guard let language = Language(rawValue: try context.parameter("language")) else {
    throw PageFault.notFound
  }
  return (try context.parameter("slug"), language)
}

private func save(
  _ text: String, _ slug: String, _ language: Language, _ version: Int64, _ visit: Visit,
  _ site: Site
) async throws -> Response {
  do {
    _ = try await visit.gateway.call(
      .putPolicyDraft,
      .with {
        $0.slug = slug
        $0.language = language.rawValue
        $0.text = text
        $0.draftVersion = version
      })
    return seeOther(
      path: SiteURL.policyDraft(slug, language: language.rawValue).path + "?saved=1")
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    let answer = try await visit.gateway.call(.getPolicyDocument, .with { $0.slug = slug })
    let fault = FieldFaults(refusal, visit.texts).first
    // Only who is shown what somebody else saved may save over it.
    let changed = refusal.reason == "DRAFT_CHANGED_MEANWHILE"
    return try await draft(
      answer, language, text: text, version: changed ? nil : version, previews: true,
      compares: changed, fault: fault, visit, site, status: 422)
  }
}

/// A text that was never written begins with the one in force.
private func draft(
  _ answer: Clikc_Identity_V1_GetPolicyDocumentResponse, _ language: Language, text: String?,
  version: Int64? = nil, previews: Bool = false, compares: Bool = false, saved: Bool = false,
  fault: String? = nil, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let texts = visit.texts
  let document = answer.document
  let kept = answer.draft[language.rawValue] ?? ""
  var shown = text ?? ""
  if text == nil, document.version > 0 {
    shown = try await visit.gateway.call(
      .readPolicy,
      .with {
        $0.slug = document.slug
        $0.language = language.rawValue
      }
    ).text
  }
  let model = PolicyDraftModel(
    heading: texts("web.policies.draft-in", ["language": texts.name(of: language)]),
    action: SiteURL.policyDraft(document.slug, language: language.rawValue).path, text: shown,
    draftVersion: String(version ?? answer.draftVersion), language: language.rawValue,
    direction: language.direction.rawValue,
    preview: previews ? site.markdown.html(shown, headingOffset: 2) : nil,
    difference: compares ? TextDifference(from: kept, to: shown) : nil, fault: fault,
    notice: saved ? texts("web.policies.saved") : nil,
    back: SiteURL.policyDocument(document.slug).path)
  let view = PolicyDraftView(
    model: model, document: document.titles[texts.language.rawValue] ?? document.slug,
    list: texts("web.policies.title"), status: status, slug: document.slug)
  return try await site.respond(view, to: visit)
}
