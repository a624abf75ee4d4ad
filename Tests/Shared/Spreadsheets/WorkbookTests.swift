import Testing

@testable import Spreadsheets

@Suite("A workbook")
struct WorkbookTests {
  @Test("is read with shared, rich, inline and computed texts, numbers and truths")
  func values() throws {
    var sample = SampleWorkbook(
      """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
      <row r="2" spans="1:2"><c r="A2" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r>\
      <rPh sb="0" eb="1"><t>no</t></rPh></is></c>\
      <c r="B2" t="str"><f>A1&amp;"x"</f><v>a &lt;b&gt;</v></c></row>
      <row r="3"><c r="A3"><v>20231</v></c><c r="B3" t="n"><v>2.0231E4</v></c>\
      <c r="C3"><v>20231.0</v></c><c r="D3"><v>0.30000000000000004</v></c>\
      <c r="E3"><v>-7</v></c><c r="F3"><v>1E+20</v></c></row>
      <row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="b"><v>0</v></c></row>
      """)
    sample.strings = """
      <si><t>قلم</t></si>\
      <si><r><rPr><b/></rPr><t>Zo</t></r><r><t xml:space="preserve">é </t></r><rPh sb="0" eb="1"><t>no</t></rPh>\
      <phoneticPr fontId="1"/></si>
      """
    #expect(
      try sample.texts() == [
        ["قلم", "Zoé "], ["inline", "a <b>"],
        ["20231", "20231", "20231", "0.3", "-7", "1e+20"], ["TRUE", "FALSE"],
      ])
  }

  @Test("has empty cells where none is written, and no rows without anything")
  func gaps() throws {
    let sample = SampleWorkbook(
      """
      <row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c><c r="XFD3" s="0"/></row>
      <row r="7"><c r="A7" t="inlineStr"><is><t></t></is></c></row>
      <row><c><v>3</v></c><c/><c><v>4</v></c></row>
      """)
    #expect(try sample.texts() == [["", "1", "", "2"], ["3", "", "4"]])
  }

  @Test("may be written in the strict form, with prefixes, and with names of parts in other cases")
  func strict() throws {
    var sample = SampleWorkbook("<row><c t=\"s\"><v>0</v></c></row>")
    (sample.main, sample.links) = SampleWorkbook.strict
    sample.strings = "<si><t>é</t></si>"
    #expect(try sample.texts() == [["é"]])

    var prefixed = SampleWorkbook("")
    prefixed.others = [
      (
        "xl/worksheets/other.xml",
        """
        <x:worksheet xmlns:x="\(prefixed.main)"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row>\
        <row><c><v>2</v></c></row></x:sheetData></x:worksheet>
        """
      )
    ]
    prefixed.targets[0].2 = "./../xl/Worksheets/OTHER.xml"
    #expect(try prefixed.texts() == [["1"]])
  }

  @Test("is read at the first worksheet that is shown")
  func sheets() throws {
    var sample = SampleWorkbook("<row><c><v>1</v></c></row>")
    sample.sheets = """
      <sheet name="A" sheetId="1" state="hidden" r:id="rId2"/><sheet name="B" sheetId="2" \
      state="veryHidden" r:id="rId2"/><sheet name="C" sheetId="3" r:id="rId9"/>\
      <sheet name="D" sheetId="4" state="visible" r:id="rId1"/>
      """
    sample.targets.append(("rId9", "chartsheet", "chartsheets/sheet1.xml"))
    #expect(try sample.texts() == [["1"]])

    sample.sheets = "<sheet name=\"A\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>"
    #expect(throws: WorkbookFault.noWorksheet) { try sample.texts() }
  }

  @Test(
    "says that a number is a date, and which",
    arguments: [
      (1, 45_292.0, "2024-01-01", false), (2, 45_351.5, "2024-02-29 12:00:00", false),
      (3, 0.75, "18:00:00", false), (4, 61, "1900-03-01", false), (1, 1, "1900-01-01", false),
      (1, 2_958_466, "2958466", false), (1, 43_830, "2024-01-01", true),
      (1, 0.25, "06:00:00", true), (1, -3, "-3", false),
      (1, 2_958_465, "9999-12-31", false),
    ] as [(Int, Double, String, Bool)])
  func dates(style: Int, serial: Double, text: String, from1904: Bool) throws {
    var sample = SampleWorkbook("<row><c s=\"\(style)\"><v>\(serial)</v></c></row>")
    sample.properties = from1904 ? "<workbookPr date1904=\"1\"/>" : ""
    sample.styles = """
      <numFmts><numFmt numFmtId="164" formatCode="[$-409]d\\-mmm;@"/><numFmt numFmtId="165" \
      formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="165"/>\
      <xf numFmtId="164"/></cellXfs>
      """
    #expect(try sample.cells() == [[SheetCell(text, .date)]])
  }

  @Test("takes no other format of a number for a date")
  func formats() {
    for code in ["General", "0.00E+00", "#,##0\" days\"", "[Red]0", "\\d0", "_s0", "@", "[>5]0"] {
      #expect(!DateStyles.isDate(code), "\(code)")
    }
    for code in ["yyyy", "D/M", "[$-F800]dddd", "[mm]", "\"at \"h", "0;m"] {
      #expect(DateStyles.isDate(code), "\(code)")
    }
  }

  @Test("tells cells that show an error, formulas without a result and dates as texts")
  func kinds() throws {
    let sample = SampleWorkbook(
      """
      <row><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>A1</f></c><c t="str"><f>A1</f><v></v></c>\
      <c t="d"><v>2024-01-01</v></c></row>
      """)
    #expect(
      try sample.cells() == [
        [
          SheetCell("#DIV/0!", .error), SheetCell("", .error), .empty,
          SheetCell("2024-01-01", .date),
        ]
      ])
  }

  @Test("writes what XML cannot hold as it does, and NUL never")
  func escapes() throws {
    let sample = SampleWorkbook(
      """
      <row><c t="inlineStr"><is><t>a_x000D_b_x005F_x0041_ _x0000_ _xD83D__xDE00_ _x12_</t></is></c></row>
      """)
    #expect(try sample.texts() == [["a\rb_x0041_ _x0000_ 😀 _x12_"]])
  }
}

@Suite("A workbook that is written")
struct WorkbookFileTests {
  static let rows = [
    ["name", "email", "", "reason"],
    ["=1+1", "<&>\"'", " é قلم ", "a\nb\r\tc_x0041_\u{1}\u{FFFF}"],
    Array(repeating: "", count: 27) + ["AB"],
  ]

  @Test("is read as it was written, and is always the same")
  func again() throws {
    let bytes = try WorkbookFile(sheet: "people", rows: Self.rows).bytes()
    let read = try Workbook.firstSheet(of: bytes, WorkbookLimits(rows: 3, columns: 28))
    #expect(read == Self.rows.map { $0.map { SheetCell($0) } })
    #expect(try WorkbookFile(sheet: "people", rows: Self.rows).bytes() == bytes)
    #expect(Workbook.isOne(bytes))
  }

  @Test("has no text longer than programs take")
  func long() throws {
    let rows = [[String(repeating: "é", count: 40_000)]]
    let read = try Workbook.firstSheet(
      of: try WorkbookFile(sheet: "a", rows: rows).bytes(), WorkbookLimits(rows: 1, columns: 1))
    #expect(read.first?.first?.text.utf16.count == 32_767)
  }
}
