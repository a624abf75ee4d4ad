import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// Reading the policy and answering it.
func addPolicyRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/policy") { request, context in
    let visit = try context.requireVisit()
    try await visit.meetViewer()
    let asked = Language(rawValue: try request.query()["language"])
    let policy = try await visit.gateway.call(
      .getPolicy, .with { $0.language = (asked ?? visit.language).rawValue })
    let model = PolicyModel(
      policy, asks: visit.gate == .acceptPolicy, texts: visit.texts, markdown: site.markdown)
    return try await site.respond(
      PolicyView(model: model, title: visit.texts("web.policy.title")), to: visit)
  }
  router.post("/policy") { _, context in
    let visit = try context.requireVisit()
    let form = context.form
    guard let version = Int32(form["version"]), ["yes", "no"].contains(form["answer"]) else {
      throw PageFault.brokenForm
    }
    let answer = try await answered(form, version, visit)
    guard let answer else { return seeOther(.policy()) }
    return form["answer"] == "yes" ? landing(answer.gate) : seeOther(.policyDeclined)
  }
  router.get("/policy/declined") { _, context in
    let visit = try context.requireVisit()
    try await visit.requireViewer()
    let model = ConfirmationModel(
      title: visit.texts("web.policy.declined"), text: visit.texts("web.policy.declined-text"),
      next: SiteURL.policy().path, nextTitle: visit.texts("web.policy.again"),
      offersSignOut: true)
    return try await site.respond(
      ConfirmationView(model: model, allowedAt: [.acceptPolicy]), to: visit)
  }
}

/// Nil when a newer version was published meanwhile, which has to be read first.
private func answered(
  _ form: Form, _ version: Int32, _ visit: Visit
) async throws -> Clikc_Identity_V1_AnswerPolicyResponse? {
  do {
    return try await visit.gateway.call(
      .answerPolicy,
      .with {
        $0.version = version
        $0.language = form["language"]
        $0.accepted = form["answer"] == "yes"
      })
  } catch let refusal as GatewayRefusal where refusal.reason == "POLICY_OUTDATED" {
    return nil
  }
}
