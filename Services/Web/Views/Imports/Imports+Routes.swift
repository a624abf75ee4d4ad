import Foundation
import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// Sending a file. The form carries it, so it stands before the middleware that reads other forms.
func addImportFormRoute(to router: Router<WebContext>, site: Site, origin: SiteOrigin) {
  let reader = FileFormReader(guardian: site.guardian, site: origin)
  router.post("/people/import") { request, context in
    let visit = try context.requireVisit()
    let form = try await reader.read(request, for: visit)
    return try await send(form, visit, site)
  }
}

/// Accounts by the file: the pages of an import.
func addImportRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/people/import") { _, context in
    try await list(context.requireVisit(), site)
  }
  router.get("/people/import/template.csv") { _, _ in
    CSVFile(name: "people", rows: exampleRows).response
  }
  router.get("/people/import/template.xlsx") { _, _ in
    try XLSXFile(name: "people", rows: exampleRows).response()
  }
  router.get("/people/import/:import") { request, context in
    let visit = try context.requireVisit()
    let fields = try request.query()
    return try await show(
      try context.parameter("import"), shown: Int(fields["show"]), after: Int32(fields["after"]),
      visit, site)
  }
  router.get("/people/import/:import/errors.csv") { _, context in
    let (made, rows) = try await errors(
      try context.parameter("import"), context.requireVisit())
    return CSVFile(name: "errors", rows: rows, format: CSVFormat(made)).response
  }
  router.get("/people/import/:import/errors.xlsx") { _, context in
    let (_, rows) = try await errors(try context.parameter("import"), context.requireVisit())
    return try XLSXFile(name: "errors", rows: rows).response()
  }
  router.post("/people/import/:import/apply") { _, context in
    try await act(context, site) { id, visit in
      _ = try await visit.gateway.call(.applyImport, .with { $0.importID = id })
    }
  }
  router.post("/people/import/:import/undo") { _, context in
    try await act(context, site) { id, visit in
      _ = try await visit.gateway.call(.undoImport, .with { $0.importID = id })
    }
  }
  router.post("/people/import/:import/slips") { _, context in
    try await slips(try context.parameter("import"), context.requireVisit(), site)
  }
}

private let exampleRows = [
  ["username", "name", "email", "language", "role", "course1"],
  ["a.okonkwo", "Amina Okonkwo", "amina.okonkwo@customs.example", "en", "learner", ""],
]

private func list(
  _ visit: Visit, _ site: Site, chosen: ImportsModel.Choices? = nil, fault: String? = nil,
  status: Int = 200
) async throws -> Response {
  let answer = try await visit.gateway.call(.listImports, Clikc_Identity_V1_ListImportsRequest())
  let names = visit.administers ? try await administrationNames(visit) : []
  let view = ImportsView(
    model: ImportsModel(
      answer, names: names, chosen: chosen ?? .init(language: visit.language.rawValue),
      fault: fault, visit.texts),
    title: visit.texts("web.import.title"), people: visit.texts("web.people.title"),
    status: status)
  return try await site.respond(view, to: visit)
}

private func send(_ form: MultipartForm, _ visit: Visit, _ site: Site) async throws -> Response {
  let part = form.parts.first { $0.name == "file" }
  let chosen = ImportsModel.Choices(
    administration: form["administration"], language: form["language"],
    mailed: form["mailed"] == "1")
  do {
    let answer = try await visit.gateway.call(
      .createImport,
      .with {
        $0.content = form.file("file") ?? Data()
        $0.fileName = String((part?.fileName ?? "").unicodeScalars.prefix(200))
        $0.administrationID = chosen.administration
        $0.language = chosen.language
        $0.mailed = chosen.mailed
      })
    return seeOther(.importing(answer.import.id))
  } catch let refusal as GatewayRefusal where refusal.isFormFault || refusal.status == 413 {
    try await visit.meetViewer()
    let fault = visit.texts.fault(ofFile: refusal)
    return try await list(visit, site, chosen: chosen, fault: fault, status: 422)
  }
}

extension Texts {
  /// Why a file cannot be an import.
  fileprivate func fault(ofFile refusal: GatewayRefusal) -> String? {
    let reasons = refusal.violations.filter { $0.field == "content" }.map(\.reason)
    if refusal.status == 413 || reasons.contains("TOO_LONG") {
      return self("web.import.too-large")
    }
    return reasons.contains("REQUIRED")
      ? self("web.import.no-file") : FieldFaults(refusal, self).first
  }
}

private func show(
  _ id: String, shown: Int? = nil, after: Int32? = nil, fault: String? = nil, _ visit: Visit,
  _ site: Site, status: Int = 200
) async throws -> Response {
  let made = try await visit.gateway.call(.getImport, .with { $0.importID = id }).import
  let shown = shown ?? made.firstShown
  var listed = Clikc_Identity_V1_ListImportRowsResponse()
  if made.isCounted {
    listed = try await visit.gateway.call(
      .listImportRows,
      .with {
        $0.importID = id
        $0.action = Clikc_Identity_V1_ImportAction(rawValue: shown) ?? .UNRECOGNIZED(shown)
        $0.after = after ?? 0
      })
  }
  let view = ImportView(
    model: ImportModel(made, listed, shown: shown, fault: fault, visit.texts),
    list: visit.texts("web.import.title"), people: visit.texts("web.people.title"),
    refreshes: made.isUnderWay, status: status)
  return try await site.respond(view, to: visit)
}

private func act(
  _ context: WebContext, _ site: Site, _ body: (String, Visit) async throws -> Void
) async throws -> Response {
  let visit = try context.requireVisit()
  let id = try context.parameter("import")
  do {
    try await body(id, visit)
    return seeOther(.importing(id))
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    let fault = FieldFaults(refusal, visit.texts).first
    return try await show(id, fault: fault, visit, site, status: 422)
  }
}

/// The rows that cannot be used, as they were sent, each with what is wrong: put right, the file can be sent again.
/// The import tells the format of its file.
private func errors(
  _ id: String, _ visit: Visit
) async throws -> (Clikc_Identity_V1_Import, [[String]]) {
  let made = try await visit.gateway.call(.getImport, .with { $0.importID = id }).import
  let reason = made.columns.firstIndex { $0.lowercased() == "reason" }
  var rows = [reason == nil ? made.columns + ["reason"] : made.columns]
  var (after, more) = (Int32(0), true)
  while more {
    let page = try await visit.gateway.call(
      .listImportRows,
      .with {
        $0.importID = id
        $0.action = .error
        $0.after = after
        $0.pageSize = 1000
      })
    for row in page.rows {
      var cells = made.columns.indices.map { $0 < row.cells.count ? row.cells[$0] : "" }
      let text = row.reasons(visit.texts)
      if let reason { cells[reason] = text } else { cells.append(text) }
      // Cells beyond the header's stand behind, so that nothing typed is lost.
      rows.append(cells + row.cells.dropFirst(made.columns.count))
    }
    after = page.rows.last?.number ?? 0
    more = page.more
  }
  return (made, rows)
}

extension CSVFormat {
  /// That of the text an import came in; of a workbook what most spreadsheets read.
  init(_ made: Clikc_Identity_V1_Import) {
    encoding =
      switch made.encoding {
      case .utf8: .utf8
      case .utf16Little: .utf16Little
      case .utf16Big: .utf16Big
      case .utf8Marked, .workbook, .unspecified, .UNRECOGNIZED: .utf8Marked
      }
    if let given = made.delimiter.first { delimiter = given }
    if !made.lineEnd.isEmpty { lineEnd = made.lineEnd }
  }
}

private func slips(_ id: String, _ visit: Visit, _ site: Site) async throws -> Response {
  do {
    let answer = try await visit.gateway.call(.makeSlips, .with { $0.importID = id })
    let address = site.settings.siteURL.absoluteString
    let view = SlipsView(
      model: SlipsModel(
        answer, back: SiteURL.importing(id).path, site: address,
        texts: { visit.texts(in: $0) }), title: visit.texts("web.slips.title"))
    return try await site.respond(view, to: visit)
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    let fault = FieldFaults(refusal, visit.texts).first
    return try await show(id, fault: fault, visit, site, status: 422)
  }
}
