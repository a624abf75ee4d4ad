/// Workbooks of Office Open XML (ECMA-376, ISO/IEC 29500), transitional and strict, as spreadsheet programs save them.
public enum Workbook {
  /// Whether the bytes begin as a workbook does, or as a file that people take for one: an archive, or the container of
  /// older and of encrypted workbooks. The name of a file says nothing.
  public static func isOne(_ bytes: [UInt8]) -> Bool {
    (ZipArchive.signatures + [CompoundFile.signature]).contains { bytes.starts(with: $0) }
  }

  /// The rows of the first worksheet that is shown. Nothing is written to disk or fetched.
  public static func firstSheet(
    of bytes: [UInt8], _ limits: WorkbookLimits
  ) throws(WorkbookFault) -> [[SheetCell]] {
    if bytes.starts(with: CompoundFile.signature) { throw CompoundFile.fault(of: bytes) }
    let budget = ReadingBudget(limits)
    return try WorkbookReader(archive: try ZipArchive(bytes, budget), budget: budget).rows()
  }
}

/// Goes from the package to its workbook, and from there to the sheet.
private struct WorkbookReader {
  let archive: ZipArchive
  let budget: ReadingBudget

  func rows() throws(WorkbookFault) -> [[SheetCell]] {
    let name = try workbookName()
    let workbook = WorkbookPart()
    try read(name, workbook)
    guard workbook.isWorkbook else { throw .notWorkbook }
    let relationships = try Relationships(of: name, in: archive, budget)
    // Sheets of charts and macros are sheets too, of other types.
    let sheets = workbook.shown.compactMap { relationships.target($0, type: "worksheet") }
    guard let sheet = sheets.first else { throw .noWorksheet }
    let strings = SharedStrings(budget.limits)
    if let part = relationships.target(type: "sharedStrings") { try read(part, strings) }
    let styles = DateStyles()
    if let part = relationships.target(type: "styles") { try read(part, styles) }
    let values = CellValues(
      strings: strings.strings, styles: styles, countsFrom1904: workbook.countsFrom1904)
    let found = SheetPart(values, budget.limits)
    try read(sheet, found)
    return found.rows
  }

  private func workbookName() throws(WorkbookFault) -> String {
    if try isOpenDocument() { throw .openDocument }
    let package = try Relationships(of: "", in: archive, budget)
    guard let name = package.target(type: "officeDocument"), !name.hasSuffix(".bin") else {
      throw .notWorkbook
    }
    return name
  }

  /// OpenDocument says what it is in an entry of its own.
  private func isOpenDocument() throws(WorkbookFault) -> Bool {
    guard archive.has("mimetype") else { return false }
    var type: [UInt8] = []
    try archive.read("mimetype") { type.append(contentsOf: $0.prefix(200 - min(200, type.count))) }
    return type.starts(with: "application/vnd.oasis.opendocument".utf8)
  }

  private func read(_ part: String, _ listener: any XMLListener) throws(WorkbookFault) {
    try XMLPart.read(part, of: archive, as: Vocabulary.spreadsheet, listener, budget)
  }
}
