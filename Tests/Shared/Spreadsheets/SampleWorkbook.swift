@testable import Spreadsheets

/// A workbook whose parts can be given as one likes.
struct SampleWorkbook {
  static let strict = (
    main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    links: "http://purl.oclc.org/ooxml/officeDocument/relationships"
  )
  static let limits = WorkbookLimits(rows: 100, columns: 8)

  var main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  var links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  /// What stands before the outermost element of the sheet.
  var prolog = ""
  /// What stands in `sheetData`.
  var rows: String
  /// What stands in the list of shared strings.
  var strings = ""
  /// What stands in `workbook` before its sheets.
  var properties = ""
  var sheets = "<sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/>"
  /// Relationships of the workbook: id, type and target.
  var targets = [
    ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
    ("rId3", "styles", "/xl/styles.xml"),
  ]
  /// What stands in `styleSheet`.
  var styles = ""
  var others: [(name: String, content: String)] = []

  init(_ rows: String) { self.rows = rows }

  var entries: [(name: String, content: String)] {
    [
      ("_rels/.rels", list([("rId1", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(links)\">\(properties)<sheets>\(sheets)</sheets></workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", list(targets)),
      ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>"),
      ("xl/styles.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>"),
      (
        "xl/worksheets/sheet1.xml",
        "\(prolog)<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
      ),
    ] + others
  }

  /// The file.
  func bytes() throws -> [UInt8] { try ZipWriter.archive(entries) }

  /// The texts of the rows that are read.
  func texts(_ limits: WorkbookLimits = limits) throws -> [[String]] {
    try cells(limits).map { $0.map(\.text) }
  }

  /// The rows that are read.
  func cells(_ limits: WorkbookLimits = limits) throws -> [[SheetCell]] {
    try Workbook.firstSheet(of: try bytes(), limits)
  }

  private func list(_ targets: [(String, String, String)]) -> String {
    let written = targets.map { id, type, target in
      "<Relationship Id=\"\(id)\" Type=\"\(links)/\(type)\" Target=\"\(target)\"/>"
    }
    return
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + written.joined() + "</Relationships>"
  }
}
