import Foundation
import IdentityContract
import Localization
import SwiftProtobuf

/// The form that sends a file of people, and the imports before.
struct ImportsModel: Equatable, Sendable {
  let languages: [Choice]
  let administrations: [Choice]
  let administers: Bool
  let mailed: Bool
  let fault: String?
  let rows: [Row]
  let none: Bool

  /// What is chosen besides the file.
  struct Choices: Equatable, Sendable {
    var administration = ""
    var language: String
    var mailed = true
  }

  /// An import.
  struct Row: Equatable, Sendable {
    let file: String
    let address: String
    let state: String
    let since: String
  }

  init(
    _ answer: Clikc_Identity_V1_ListImportsResponse,
    names: [Clikc_Identity_V1_AdministrationName], chosen: Choices, fault: String?, _ texts: Texts
  ) {
    languages = Choice.languages(chosen: chosen.language)
    administrations = Choice.administrations(names, chosen: chosen.administration)
    administers = !administrations.isEmpty
    mailed = chosen.mailed
    self.fault = fault
    rows = answer.imports.map {
      Row(
        file: $0.fileName.isEmpty ? "-" : $0.fileName, address: SiteURL.importing($0.id).path,
        state: texts("web.import.state-\(max(1, $0.state.rawValue))"),
        since: texts.moment($0.createdAt.date))
    }
    none = rows.isEmpty
  }
}

struct ImportsView: View {
  static let template = "imports"

  let model: ImportsModel
  let title: String
  let people: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    screen.trail = [.init(people, .people()), .init(title)]
    return screen
  }
}

/// One import: how far it is, what is to be done, what was.
struct ImportModel: Equatable, Sendable {
  let file: String
  let state: String
  let progress: Progress?
  let unreadable: String?
  let fault: String?
  let counts: [Tab]
  let isCounted: Bool
  let columns: [String]
  let rows: [Row]
  let hasRows: Bool
  let next: String?
  let apply: Action?
  let undo: Action?
  let slips: Action?
  let errors: String?

  /// A bar that moves by itself; without a total while the rows are not counted.
  struct Progress: Equatable, Sendable {
    let done: String
    let total: String?
    let text: String
  }

  /// Rows of one kind.
  struct Tab: Equatable, Sendable {
    let title: String
    let address: String
    let current: Bool
  }

  /// A row of the file.
  struct Row: Equatable, Sendable {
    let number: String
    let cells: [Cell]
    let action: String
    let good: Bool
    let bad: Bool
    let differences: [Difference]
    /// What else there is to say.
    let detail: String
  }

  /// What a row changes.
  struct Difference: Equatable, Sendable {
    let name: String
    let before: String
    let after: String
  }

  /// What a row has in a column.
  struct Cell: Equatable, Sendable {
    let column: String
    let text: String
  }

  /// Something that may be done now.
  struct Action: Equatable, Sendable {
    let address: String
    let text: String
  }
}

extension ImportModel {
  /// `shown` is the kind of rows listed.
  init(
    _ made: Clikc_Identity_V1_Import, _ listed: Clikc_Identity_V1_ListImportRowsResponse,
    shown: Int, fault: String?, _ texts: Texts
  ) {
    let address = { (end: String) in SiteURL.importing(made.id, end).path }
    file = made.fileName.isEmpty ? texts("web.import.title") : made.fileName
    state = texts("web.import.state-\(max(1, made.state.rawValue))")
    progress = made.isUnderWay ? Progress(made, texts) : nil
    unreadable = made.state == .unreadable ? Self.unreadable(made, texts) : nil
    self.fault = fault
    counts = made.isCounted ? Self.tabs(made, shown: shown, texts) : []
    isCounted = made.isCounted
    columns = made.columns
    rows = listed.rows.map { Row($0, columns: made.columns, texts) }
    hasRows = !rows.isEmpty
    next =
      listed.more
      ? SiteURL.importing(made.id).path
        + GatewayPath.query([
          ("show", String(shown)), ("after", String(listed.rows.last?.number ?? 0)),
        ]) : nil
    let changes = Int(made.creates + made.updates)
    apply =
      made.state == .checked && changes > 0
      ? Action(address: address("apply"), text: texts.plural("web.import.apply-text", changes))
      : nil
    undo =
      made.state == .applied && made.hasUndoUntil && made.undoUntil.date > Date()
      ? Action(
        address: address("undo"),
        text: texts("web.import.undo-text", ["moment": texts.moment(made.undoUntil.date)])) : nil
    slips =
      made.state == .applied && made.creates > 0
      ? Action(address: address("slips"), text: texts("web.import.slips-text")) : nil
    errors =
      made.isCounted && made.errors > 0
      ? address(made.encoding == .workbook ? "errors.xlsx" : "errors.csv") : nil
  }

  private static func unreadable(_ made: Clikc_Identity_V1_Import, _ texts: Texts) -> String {
    texts("web.import.fault-\(made.fault)", ["column": made.faultColumn])
  }

  private static func tabs(
    _ made: Clikc_Identity_V1_Import, shown: Int, _ texts: Texts
  ) -> [Tab] {
    let counts = [made.creates, made.updates, made.skips, made.errors]
    return counts.enumerated().map { index, count in
      let number = index + 1
      return Tab(
        title: "\(texts("web.import.action-\(number)")): \(texts.number(Double(count), digits: 0))",
        address: SiteURL.importing(made.id).path + "?show=\(number)", current: number == shown)
    }
  }
}

extension Clikc_Identity_V1_Import {
  /// Whether it goes on by itself.
  var isUnderWay: Bool { [.checking, .applying, .undoing].contains(state) }

  /// Whether its rows were all looked at.
  var isCounted: Bool { ![.checking, .unreadable, .unspecified].contains(state) }

  /// The kind of rows that is looked at first: those at fault, else those that change something.
  var firstShown: Int {
    errors > 0 ? 4 : creates > 0 ? 1 : updates > 0 ? 2 : 3
  }
}

extension ImportModel.Progress {
  init(_ made: Clikc_Identity_V1_Import, _ texts: Texts) {
    done = String(made.done)
    guard made.total > 0 else {
      (total, text) = (nil, texts("web.import.reading"))
      return
    }
    total = String(made.total)
    text = texts(
      "web.import.progress",
      [
        "done": texts.number(Double(made.done), digits: 0),
        "total": texts.number(Double(made.total), digits: 0),
      ])
  }
}

extension ImportModel.Row {
  init(_ row: Clikc_Identity_V1_ImportRow, columns: [String], _ texts: Texts) {
    number = String(row.number)
    cells = columns.enumerated().map { index, column in
      .init(column: column, text: index < row.cells.count ? row.cells[index] : "")
    }
    action = texts("web.import.action-\(max(1, row.action.rawValue))")
    good = row.action == .create || row.action == .update
    bad = row.action == .error
    differences = row.differences.map { .init($0, texts) }
    detail =
      row.action == .error
      ? row.reasons(texts) : row.changes.contains("suspended") ? texts("web.import.returns") : ""
  }
}

extension ImportModel.Difference {
  init(_ difference: Clikc_Identity_V1_ImportDifference, _ texts: Texts) {
    name = texts("web.import.column-\(difference.column)")
    before = Self.shown(difference.before, of: difference.column, texts)
    after = Self.shown(difference.after, of: difference.column, texts)
  }

  /// Languages by their own names, roles in the reader's language.
  private static func shown(_ value: String, of column: String, _ texts: Texts) -> String {
    switch column {
    case "language": Language(rawValue: value)?.ownName ?? value
    case "role": texts(value == "tutor" ? "web.role.2" : "web.role.1")
    default: value
    }
  }
}

extension Clikc_Identity_V1_ImportRow {
  /// What is wrong, in the reader's words.
  func reasons(_ texts: Texts) -> String {
    faults.map { fault in
      let key = texts.has("field.\(fault.reason)") ? "field" : "error"
      let text = texts("\(key).\(fault.reason)")
      return fault.column.isEmpty ? text : "\(fault.column): \(text)"
    }.joined(separator: " ")
  }
}

struct ImportView: View {
  static let template = "import"

  let model: ImportModel
  let list: String
  let people: String
  var refreshes = false
  var status = 200

  var screen: Screen {
    var screen = Screen(title: model.file)
    screen.status = status
    screen.refresh = refreshes ? 2 : nil
    screen.trail = [.init(people, .people()), .init(list, .imports), .init(model.file)]
    return screen
  }
}
