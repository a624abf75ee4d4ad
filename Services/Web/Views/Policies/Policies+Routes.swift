import AuthenticationContract
import GatewayContract
import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// The documents people are asked to accept, for those who write them and those who see who accepted.
func addPoliciesRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/policies") { _, context in
    try await policies(context.requireVisit(), site)
  }
  router.get("/policies/new") { _, context in
    let visit = try context.requireVisit()
    try await visit.requireRole(.administrator)
    return try await newPolicy(PolicyProperties(), FieldFaults(), visit, site)
  }
  router.post("/policies/new") { _, context in
    let visit = try context.requireVisit()
    let values = PolicyProperties(context.form)
    try await visit.requireRole(.administrator)
    do {
      let answer = try await visit.gateway.call(.createPolicyDocument, values.creation)
      return seeOther(path: SiteURL.policyDocument(answer.document.slug).path + "?saved=1")
    } catch let refusal as GatewayRefusal where refusal.isFormFault {
      let faults = FieldFaults(refusal, visit.texts)
      return try await newPolicy(values, faults, visit, site, status: 422)
    }
  }
  router.get("/policies/:slug") { request, context in
    let saved = try request.query()["saved"] == "1"
    let visit = try context.requireVisit()
    return try await document(
      context.parameter("slug"), notice: saved ? "web.policies.saved" : nil, visit, site)
  }
  router.post("/policies/:slug") { _, context in
    let visit = try context.requireVisit()
    var values = PolicyProperties(context.form)
    values.slug = try context.parameter("slug")
    do {
      let answer = try await visit.gateway.call(.putPolicyDocument, values.change())
      return seeOther(path: SiteURL.policyDocument(answer.document.slug).path + "?saved=1")
    } catch let refusal as GatewayRefusal where refusal.isFormFault {
      let faults = FieldFaults(refusal, visit.texts)
      return try await document(
        values.slug, typed: values, compares: refusal.reason == "POLICY_CHANGED_MEANWHILE",
        faults: faults, visit, site, status: 422)
    }
  }
  router.post("/policies/:slug/versions") { _, context in
    try await publish(context.parameter("slug"), context.form, context.requireVisit(), site)
  }
  addPolicyDraftRoutes(to: router, site: site)
  addPolicyVersionRoutes(to: router, site: site)
  addPolicyReportRoutes(to: router, site: site)
}

private func policies(_ visit: Visit, _ site: Site) async throws -> Response {
  try await visit.requireViewer()
  let title = visit.texts("web.policies.title")
  guard visit.has(.administrator) else {
    try await visit.requireRole(.coordinator)
    let answer = try await visit.gateway.call(
      .listPolicies, .with { $0.language = visit.language.rawValue })
    return try await site.respond(
      PoliciesView(model: PoliciesModel(answer.policies, visit.texts), title: title), to: visit)
  }
  let answer = try await visit.gateway.call(
    .listPolicyDocuments, Clikc_Identity_V1_ListPolicyDocumentsRequest())
  return try await site.respond(
    PoliciesView(model: PoliciesModel(answer.documents, visit.texts), title: title), to: visit)
}

private func newPolicy(
  _ values: PolicyProperties, _ faults: FieldFaults, _ visit: Visit, _ site: Site,
  status: Int = 200
) async throws -> Response {
  let view = NewPolicyView(
    model: NewPolicyModel(PolicyPropertiesModel(values, faults, visit.texts)),
    title: visit.texts("web.policies.new"), list: visit.texts("web.policies.title"),
    status: status)
  return try await site.respond(view, to: visit)
}

/// Only who is shown what somebody else saved may save over it: the form then carries the version that stands.
private func document(
  _ slug: String, notice: String? = nil, typed: PolicyProperties? = nil, compares: Bool = false,
  faults: FieldFaults = FieldFaults(), _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let answer = try await visit.gateway.call(.getPolicyDocument, .with { $0.slug = slug })
  var typed = typed
  if compares { typed?.version = answer.document.propertiesVersion }
  let view = PolicyDocumentView(
    model: PolicyDocumentModel(
      answer, notice: notice.map { visit.texts($0) }, typed: typed, compares: compares,
      faults: faults, visit.texts),
    list: visit.texts("web.policies.title"), status: status)
  return try await site.respond(view, to: visit)
}

private func publish(
  _ slug: String, _ form: Form, _ visit: Visit, _ site: Site
) async throws -> Response {
  guard let draft = Int64(form["draft"]) else { throw PageFault.brokenForm }
  do {
    _ = try await visit.gateway.call(
      .publishPolicyDraft,
      .with {
        $0.slug = slug
        $0.material = form["material"] == "1"
        $0.draftVersion = draft
      })
    return seeOther(path: SiteURL.policyDocument(slug).path + "?saved=1")
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    let faults = FieldFaults(refusal, visit.texts)
    return try await document(slug, faults: faults, visit, site, status: 422)
  }
}

extension Visit {
  /// Whether the person who is looking has a role.
  func has(_ role: Clikc_Authentication_V1_Role) -> Bool {
    viewer?.roles.contains(Int32(role.rawValue)) ?? false
  }

  /// Shows a page only to those who can use it; the services refuse what it asks for anyway.
  func requireRole(_ role: Clikc_Authentication_V1_Role) async throws {
    try await requireViewer()
    guard has(role) || gate != .open else {
      throw GatewayRefusal(status: 403, reason: "NOT_ALLOWED")
    }
  }
}
