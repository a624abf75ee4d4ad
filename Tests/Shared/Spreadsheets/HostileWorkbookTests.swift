import Testing

@testable import Spreadsheets

@Suite("A workbook that is broken or means harm")
struct HostileWorkbookTests {
  static let row = "<row><c t=\"s\"><v>0</v></c></row>"

  @Test("is refused wherever it breaks off")
  func truncated() throws {
    let bytes = try WorkbookFile(sheet: "a", rows: WorkbookFileTests.rows).bytes()
    for count in stride(from: 50, to: bytes.count, by: 50) {
      #expect(throws: WorkbookFault.damaged, "\(count)") {
        try Workbook.firstSheet(of: Array(bytes.prefix(count)), SampleWorkbook.limits)
      }
    }
  }

  @Test("gives the same rows or is refused, whichever byte is another")
  func flipped() throws {
    let bytes = try WorkbookFile(sheet: "a", rows: [["one", "two"], ["three"]]).bytes()
    let whole = try Workbook.firstSheet(of: bytes, SampleWorkbook.limits)
    var refused = 0
    for place in bytes.indices {
      var broken = bytes
      broken[place] ^= 0x55
      do throws(WorkbookFault) {
        let read = try Workbook.firstSheet(of: broken, SampleWorkbook.limits)
        #expect(read == whole, "\(place)")
      } catch { refused += 1 }
    }
    #expect(refused > bytes.count / 4)
  }

  @Test("is refused by what comes out of it, not by what it says, when it is a bomb")
  func bomb() throws {
    var sample = SampleWorkbook(Self.row)
    sample.strings = String(repeating: " ", count: 70_000_000)
    let bytes = try sample.bytes()
    #expect(bytes.count < 200_000)
    #expect(throws: WorkbookFault.tooLarge) {
      try Workbook.firstSheet(of: bytes, SampleWorkbook.limits)
    }
  }

  @Test(
    "is refused at a document type, before anything of it expands",
    arguments: [
      """
      <!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
      """, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE a>",
      "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://localhost:1/x\"> %x;]>",
    ])
  func documentTypes(prolog: String) throws {
    var sample = SampleWorkbook(
      "<row><c t=\"inlineStr\"><is><t>&c;</t></is></c></row>")
    sample.prolog = prolog
    #expect(throws: WorkbookFault.damaged) { try sample.texts() }
    sample.rows = "<row><c><v>1</v></c></row>"
    #expect(throws: WorkbookFault.damaged) { try sample.texts() }
  }

  @Test("is refused for its width, its length and its depth")
  func measures() throws {
    let wide = (1...16_384).map { _ in "<c><v>1</v></c>" }.joined()
    #expect(throws: WorkbookFault.tooManyColumns) {
      try SampleWorkbook("<row>\(wide)</row>").texts()
    }
    let rows = String(repeating: "<row><c><v>1</v></c></row>", count: 101)
    #expect(throws: WorkbookFault.tooManyRows) { try SampleWorkbook(rows).texts() }
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(throws: WorkbookFault.tooLarge) { try SampleWorkbook(deep).texts() }
    let tag = "<row a=\"\(String(repeating: "x", count: 2_000_000))\"/>"
    #expect(throws: WorkbookFault.tooLarge) { try SampleWorkbook(tag).texts() }
    #expect(throws: WorkbookFault.tooLarge) {
      try SampleWorkbook("<!--\(String(repeating: "x", count: 2_000_000))-->").texts()
    }
  }

  @Test("is refused for more elements, shared strings, texts and files than people need")
  func counts() throws {
    var limits = SampleWorkbook.limits
    limits.elements = 1_000
    let rows = String(repeating: "<row/>", count: 1_000)
    #expect(throws: WorkbookFault.tooLarge) { try SampleWorkbook(rows).texts(limits) }

    limits = SampleWorkbook.limits
    limits.sharedStrings = 10
    var strings = SampleWorkbook(Self.row)
    strings.strings = String(repeating: "<si/>", count: 11)
    #expect(throws: WorkbookFault.tooLarge) { try strings.texts(limits) }

    limits = SampleWorkbook.limits
    limits.textBytes = 1_000
    strings.strings = "<si><t>\(String(repeating: "x", count: 300))</t></si>"
    strings.rows = String(repeating: Self.row, count: 4)
    #expect(throws: WorkbookFault.tooLarge) { try strings.texts(limits) }

    limits = SampleWorkbook.limits
    limits.parts = 6
    var files = SampleWorkbook(Self.row)
    files.others = [("a", "")]
    #expect(throws: WorkbookFault.tooLarge) { try files.texts(limits) }
  }

  @Test(
    "is refused for cells and rows that contradict themselves",
    arguments: [
      "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1\"/><row r=\"1\"/>", "<row r=\"0\"/>",
      "<row r=\"x\"/>", "<row r=\"1048577\"/>", "<row r=\"99999999999999999999\"/>",
      "<row><c r=\"B1\"/><c r=\"A1\"/></row>", "<row><c r=\"A1\"/><c r=\"A1\"/></row>",
      "<row><c r=\"A2\"/></row>", "<row><c r=\"XFE1\"/></row>", "<row><c r=\"AAAA1\"/></row>",
      "<row><c r=\"A\"/></row>", "<row><c r=\"1\"/></row>", "<row><c r=\"\"/></row>",
      "<row><c t=\"s\"><v>0</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>",
      "<row><c t=\"s\"><v></v></c></row>", "<row><c t=\"b\"><v>2</v></c></row>",
      "<row><c><v>1,5</v></c></row>", "<row><c><v>inf</v></c></row>",
      "<row><c t=\"z\"><v>1</v></c></row>", "<row>", "<row></c>", "<row>&x;</row>",
      "<row a='1' a='2'/>",
    ])
  func contradictions(rows: String) {
    #expect(throws: WorkbookFault.damaged) { try SampleWorkbook(rows).texts() }
  }

  @Test(
    "is refused when a part is missing or lies outside",
    arguments: ["worksheets/none.xml", "", "sheet1.xml"])
  func missing(target: String) throws {
    var sample = SampleWorkbook("<row/>")
    sample.targets[0].2 = target
    #expect(throws: WorkbookFault.damaged) { try sample.texts() }
    sample.targets[0].2 = "../../../etc/passwd"
    #expect(throws: WorkbookFault.noWorksheet) { try sample.texts() }
    sample.targets = []
    #expect(throws: WorkbookFault.noWorksheet) { try sample.texts() }
  }

  @Test("is refused by its name when it is protected or another kind of file")
  func others() throws {
    func fault(_ bytes: [UInt8]) -> WorkbookFault? {
      #expect(Workbook.isOne(bytes))
      do throws(WorkbookFault) {
        _ = try Workbook.firstSheet(of: bytes, SampleWorkbook.limits)
        return nil
      } catch { return error }
    }
    #expect(fault(Self.compound("EncryptedPackage")) == .encrypted)
    #expect(fault(Self.compound("Workbook")) == .oldFormat)
    #expect(fault(Self.compound("Book")) == .oldFormat)
    #expect(fault(Self.compound("WordDocument")) == .notWorkbook)
    #expect(fault(CompoundFile.signature) == .notWorkbook)
    #expect(fault(Self.protected(try SampleWorkbook("<row/>").bytes())) == .encrypted)
    let sheet = "application/vnd.oasis.opendocument.spreadsheet"
    #expect(fault(try ZipWriter.archive([("mimetype", sheet)])) == .openDocument)
    #expect(fault(try ZipWriter.archive([("a.txt", "a")])) == .notWorkbook)
    var binary = SampleWorkbook("").entries
    binary[0].content.replace("workbook.xml", with: "workbook.bin")
    #expect(fault(try ZipWriter.archive(binary)) == .notWorkbook)
    var letter = SampleWorkbook("").entries
    letter[1].content = "<w:document xmlns:w=\"urn:w\"/>"
    #expect(fault(try ZipWriter.archive(letter)) == .notWorkbook)
    #expect(!Workbook.isOne(Array("name,email".utf8)) && !Workbook.isOne([]))
  }

  /// A compound file with one stream of this name in its directory.
  static func compound(_ name: String) -> [UInt8] {
    var bytes = CompoundFile.signature + [UInt8](repeating: 0, count: 504 + 512)
    for (place, letter) in name.utf8.enumerated() { bytes[512 + 128 + 2 * place] = letter }
    return bytes
  }

  /// The archive with every entry said to be encrypted.
  static func protected(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for place in 0..<(bytes.count - 10) {
      if bytes[place...].starts(with: [0x50, 0x4B, 3, 4]) { bytes[place + 6] |= 1 }
      if bytes[place...].starts(with: [0x50, 0x4B, 1, 2]) { bytes[place + 8] |= 1 }
    }
    return bytes
  }
}
