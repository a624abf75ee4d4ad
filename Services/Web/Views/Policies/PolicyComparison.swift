import AuthenticationContract
import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// Two texts line by line: what went, what came, what stayed.
struct TextDifference: Equatable, Sendable {
  /// A line of either text.
  struct Line: Equatable, Sendable {
    let text: String
    let removed: Bool
    let added: Bool
  }

  let lines: [Line]
  /// Whether the texts are the same.
  let none: Bool

  init(from before: String, to after: String) {
    let old = before.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let new = after.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let difference = new.difference(from: old)
    var removals: Set<Int> = []
    var insertions: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removals.insert(offset)
      case .insert(let offset, _, _): insertions.insert(offset)
      }
    }
    lines = Self.merged(old, new, removals, insertions)
    none = difference.isEmpty
  }

  private static func merged(
    _ old: [String], _ new: [String], _ removals: Set<Int>, _ insertions: Set<Int>
  ) -> [Line] {
    var lines: [Line] = []
    var (o, n) = (0, 0)
    while o < old.count || n < new.count {
      if removals.contains(o) {
        lines.append(Line(text: old[o], removed: true, added: false))
        o += 1
      } else if insertions.contains(n) {
        lines.append(Line(text: new[n], removed: false, added: true))
        n += 1
      } else {
        lines.append(Line(text: new[n], removed: false, added: false))
        (o, n) = (o + 1, n + 1)
      }
    }
    return lines
  }
}

/// A version's text, or how it differs from another.
struct PolicyComparisonModel: Equatable, Sendable {
  let title: String
  let from: String
  let to: String
  let language: String
  let direction: String
  let difference: TextDifference
  let choices: [PolicyModel.Choice]
}

struct PolicyComparisonView: View {
  static let template = "policy-comparison"

  let model: PolicyComparisonModel
  let slug: String
  let document: String
  let list: String

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.trail = [
      .init(list, .policies), .init(document, .policyDocument(slug)), .init(model.title),
    ]
    return screen
  }
}

/// Older versions, and what changed from one to the next.
func addPolicyVersionRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/policies/:slug/versions/:version/:language") { _, context in
    let visit = try context.requireVisit()
    try await visit.meetViewer()
    guard let language = Language(rawValue: try context.parameter("language")),
      let version = Int32(try context.parameter("version"))
    else { throw PageFault.notFound }
    let text = try await read(context.parameter("slug"), version, language, visit)
    let model = PolicyModel(
      text, in: language.rawValue, among: PolicyShelf(policies: []), texts: visit.texts,
      markdown: site.markdown)
    return try await site.respond(PolicyView(model: model), to: visit)
  }
  router.get("/policies/:slug/compare") { request, context in
    let visit = try context.requireVisit()
    try await visit.requireRole(.administrator)
    let query = try request.query()
    let language = Language(rawValue: query["language"]) ?? visit.language
    guard let from = Int32(query["from"]), let to = Int32(query["to"]) else {
      throw PageFault.notFound
    }
    return try await compare(
      context.parameter("slug"), from: from, to: to, language, visit, site)
  }
}

private func read(
  _ slug: String, _ version: Int32, _ language: Language, _ visit: Visit
) async throws -> Clikc_Identity_V1_ReadPolicyResponse {
  guard version > 0 else { throw PageFault.notFound }
  return try await visit.gateway.call(
    .readPolicy,
    .with {
      $0.slug = slug
      $0.language = language.rawValue
      $0.version = version
    })
}

private func compare(
  _ slug: String, from: Int32, to: Int32, _ language: Language, _ visit: Visit, _ site: Site
) async throws -> Response {
  let before = try await read(slug, from, language, visit)
  let after = try await read(slug, to, language, visit)
  let texts = visit.texts
  let model = PolicyComparisonModel(
    title: texts(
      "web.policies.compare-of",
      ["from": String(before.policy.revision), "to": String(after.policy.revision)]),
    from: String(before.policy.revision), to: String(after.policy.revision),
    language: language.rawValue, direction: language.direction.rawValue,
    difference: TextDifference(from: before.text, to: after.text),
    choices: Language.allCases.map {
      PolicyModel.Choice(
        name: $0.ownName, code: $0.rawValue,
        address: SiteURL.policyComparison(
          slug, from: Int(from), to: Int(to), language: $0.rawValue
        ).path, current: $0 == language)
    })
  let view = PolicyComparisonView(
    model: model, slug: slug, document: after.policy.title, list: texts("web.policies.title"))
  return try await site.respond(view, to: visit)
}
