import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// Who has accepted a document, by administration.
struct PolicyReportModel: Equatable, Sendable {
  let title: String
  let lead: String
  let file: String
  let rows: [Row]
  let none: Bool

  /// An administration.
  struct Row: Equatable, Sendable {
    let name: String
    let people: String
    let accepted: String
    let declined: String
    let open: String
    /// The accepted part in whole percent.
    let percent: String
    let part: String
    let whole: String
    let complete: Bool
  }

  init(_ answer: Clikc_Identity_V1_GetPolicyReportResponse, _ texts: Texts) {
    title = answer.document.titles[texts.language.rawValue] ?? answer.document.slug
    file = SiteURL.policyReportFile(answer.document.slug).path
    lead = texts("web.policies.report-lead", ["version": String(answer.bindingRevision)])
    rows = answer.lines.map { Row($0, texts) }
    none = rows.isEmpty || answer.bindingRevision == 0
  }
}

extension PolicyReportModel.Row {
  init(_ line: Clikc_Identity_V1_PolicyReportLine, _ texts: Texts) {
    name = line.name(texts)
    people = String(line.people)
    accepted = String(line.accepted)
    declined = String(line.declined)
    open = String(max(0, line.people - line.accepted - line.declined))
    part = String(line.accepted)
    whole = String(max(1, line.people))
    percent = texts.wholePercent(line.people == 0 ? 0 : Double(line.accepted) / Double(line.people))
    complete = line.people > 0 && line.accepted == line.people
  }
}

extension Clikc_Identity_V1_PolicyReportLine {
  /// The administration's name in the reader's language.
  fileprivate func name(_ texts: Texts) -> String {
    code.isEmpty
      ? texts("web.policies.no-administration") : names[texts.language.rawValue] ?? code
  }
}

struct PolicyReportView: View {
  static let template = "policy-report"

  let model: PolicyReportModel
  let list: String

  var screen: Screen {
    var screen = Screen(title: model.title)
    screen.trail = [.init(list, .policies), .init(model.title)]
    return screen
  }
}

/// Who accepted what, as a page and as a file.
func addPolicyReportRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/policies/:slug/report") { _, context in
    let visit = try context.requireVisit()
    let answer = try await report(context.parameter("slug"), visit)
    let view = PolicyReportView(
      model: PolicyReportModel(answer, visit.texts), list: visit.texts("web.policies.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/policies/:slug/report.csv") { _, context in
    let visit = try context.requireVisit()
    let slug = try context.parameter("slug")
    let answer = try await report(slug, visit)
    let texts = visit.texts
    let head = ["administration", "people", "accepted", "declined", "open"].map {
      texts("web.policies.\($0)")
    }
    let rows = answer.lines.map { line in
      let open = max(0, line.people - line.accepted - line.declined)
      return [line.name(texts)]
        + [line.people, line.accepted, line.declined, open].map(String.init)
    }
    return CSVFile(name: "policy-\(slug)", rows: [head] + rows).response
  }
}

private func report(
  _ slug: String, _ visit: Visit
) async throws -> Clikc_Identity_V1_GetPolicyReportResponse {
  try await visit.gateway.call(.getPolicyReport, .with { $0.slug = slug })
}
