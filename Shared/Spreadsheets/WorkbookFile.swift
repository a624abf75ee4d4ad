/// A workbook of one sheet of texts. Its cells have the format of texts, so that what is typed into them stays as it
/// is typed, and no text is ever a formula.
public struct WorkbookFile: Sendable {
  /// Why there is no file: memory is short.
  public struct Failure: Error, Equatable {}

  /// Units of UTF-16 in the longest text that programs take.
  private static let longest = 32_767

  private let sheet: String
  private let rows: [[String]]

  /// A sheet of this name, which has at most 31 letters and none of `[]:*?/\"`.
  public init(sheet: String, rows: [[String]]) {
    self.sheet = sheet
    self.rows = rows
  }

  /// The file; the same rows always make the same bytes.
  public func bytes() throws(Failure) -> [UInt8] {
    do throws(ZipWriter.Failure) {
      return try ZipWriter.archive([
        ("[Content_Types].xml", Self.contentTypes), ("_rels/.rels", Self.packageRelationships),
        ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", Self.relationships),
        ("xl/styles.xml", Self.styles), ("xl/worksheets/sheet1.xml", worksheet),
      ])
    } catch { throw Failure() }
  }

  private var worksheet: String {
    var written = """
      \(Self.declaration)<worksheet xmlns="\(Vocabulary.spreadsheet[0])">\
      <cols><col min="1" max="\(max(1, rows.map(\.count).max() ?? 1))" width="24" style="1" \
      customWidth="1"/></cols><sheetData>
      """
    for (index, row) in rows.enumerated() {
      written += "<row r=\"\(index + 1)\">"
      for (column, text) in row.enumerated() where !text.isEmpty {
        let place = "\(Self.letters(column + 1))\(index + 1)"
        written += """
          <c r="\(place)" s="1" t="inlineStr"><is><t xml:space="preserve">\(Self.cell(text))</t></is></c>
          """
      }
      written += "</row>"
    }
    return written + "</sheetData></worksheet>"
  }

  private static func cell(_ text: String) -> String {
    guard text.utf16.count > longest else { return EscapedText.encoded(text) }
    return EscapedText.encoded(String(decoding: text.utf16.prefix(longest), as: UTF16.self))
  }

  /// The name of a column: A to Z, AA and so on.
  private static func letters(_ column: Int) -> String {
    let (rest, letter) = ((column - 1) / 26, UInt8(ascii: "A") + UInt8((column - 1) % 26))
    return (rest > 0 ? letters(rest) : "") + String(Unicode.Scalar(letter))
  }
}

// MARK: - The parts that are always the same

extension WorkbookFile {
  private static let declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private static let contentTypes = """
    \(declaration)<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
    <Override PartName="/xl/workbook.xml" ContentType="\(types).sheet.main+xml"/>\
    <Override PartName="/xl/styles.xml" ContentType="\(types).styles+xml"/>\
    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(types).worksheet+xml"/></Types>
    """

  private static let packageRelationships = list([("officeDocument", "xl/workbook.xml")])
  private static let relationships = list([
    ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
  ])

  private var workbook: String {
    """
    \(Self.declaration)<workbook xmlns="\(Vocabulary.spreadsheet[0])" \
    xmlns:r="\(Vocabulary.relationships[0])"><sheets>\
    <sheet name="\(EscapedText.encoded(sheet))" sheetId="1" r:id="rId1"/></sheets></workbook>
    """
  }

  /// Two formats: the first is everybody's, the second that of texts (49).
  private static let styles = """
    \(declaration)<styleSheet xmlns="\(Vocabulary.spreadsheet[0])">\
    <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
    <fills count="2"><fill><patternFill patternType="none"/></fill>\
    <fill><patternFill patternType="gray125"/></fill></fills>\
    <borders count="1"><border/></borders>\
    <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
    <cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
    <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
    <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
    """

  private static func list(_ targets: [(type: String, target: String)]) -> String {
    let written = targets.enumerated().map { index, target in
      """
      <Relationship Id="rId\(index + 1)" Type="\(Vocabulary.relationships[0])/\(target.type)" \
      Target="\(target.target)"/>
      """
    }
    return """
      \(declaration)<Relationships xmlns="\(Vocabulary.package[0])">\(written.joined())</Relationships>
      """
  }
}
