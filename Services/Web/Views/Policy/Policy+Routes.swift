import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// Reading the documents people are asked to accept, and answering them.
func addPolicyRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/policy") { request, context in
    let visit = try context.requireVisit()
    try await visit.meetViewer()
    let query = try request.query()
    let language = Language(rawValue: query["language"]) ?? visit.language
    let shelf = try await shelf(visit)
    guard let policy = shelf.chosen(query.value("document")) else { throw PageFault.notFound }
    let text = try await visit.gateway.call(
      .readPolicy,
      .with {
        $0.slug = policy.slug
        $0.language = language.rawValue
      })
    let model = PolicyModel(
      text, in: language.rawValue, among: shelf, texts: visit.texts, markdown: site.markdown)
    return try await site.respond(PolicyView(model: model), to: visit)
  }
  router.post("/policy") { _, context in
    let visit = try context.requireVisit()
    let form = context.form
    guard let version = Int32(form["version"]), ["yes", "no"].contains(form["answer"]) else {
      throw PageFault.brokenForm
    }
    guard let answer = try await answered(form, version, visit) else { return seeOther(.policy()) }
    if form["answer"] == "no", form["required"] == "1" { return seeOther(.policyDeclined) }
    return answer.gate == .open && form["back"] == "1" ? seeOther(.privacy) : landing(answer.gate)
  }
  router.get("/policy/declined") { _, context in
    let visit = try context.requireVisit()
    try await visit.requireViewer()
    let model = ConfirmationModel(
      title: visit.texts("web.policy.declined"), text: visit.texts("web.policies.declined-text"),
      next: SiteURL.policy().path, nextTitle: visit.texts("web.policy.again"),
      offersSignOut: true, offersPrivacy: true)
    return try await site.respond(
      ConfirmationView(model: model, allowedAt: [.acceptPolicy]), to: visit)
  }
}

/// A signed-in person's documents say which are due; a visitor's do not.
private func shelf(_ visit: Visit) async throws -> PolicyShelf {
  guard let gate = visit.gate, gate != .changePassword else {
    let answer = try await visit.gateway.call(
      .listPolicies, .with { $0.language = visit.language.rawValue })
    return PolicyShelf(policies: answer.policies)
  }
  let answer = try await visit.gateway.call(
    .listMyPolicies, .with { $0.language = visit.language.rawValue })
  return PolicyShelf(
    policies: answer.policies.map(\.policy),
    due: Set(answer.policies.filter(\.due).map(\.policy.slug)), isPersons: true)
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
