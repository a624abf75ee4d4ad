import Foundation
import IdentityDomain
import Testing

@Suite("A file of people")
struct ImportSheetTests {
  static let text =
    "username;name;email\r\nann;\"Ann; B. \"\"Bo\"\" Cole\";a@x.org\r\n\r\nبسام;ب;b@x.org"
  static let rows = [["ann", "Ann; B. \"Bo\" Cole", "a@x.org"], ["بسام", "ب", "b@x.org"]]

  @Test("is read in UTF-8 and UTF-16, with commas, semicolons and tabs, and quotes")
  func encodings() throws {
    let utf16 = Array(Self.text.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let plain = Array(Self.text.utf8)
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + plain
    let written: [(ImportEncoding, [UInt8])] = [
      (.utf8, plain), (.utf8Marked, marked), (.utf16Little, little), (.utf16Big, big),
    ]
    for (encoding, bytes) in written {
      let sheet = try ImportSheet(bytes)
      #expect(sheet.delimiter == ";" && sheet.rows == Self.rows)
      #expect(sheet.encoding == encoding && sheet.lineEnd == "\r\n")
      #expect(sheet.columns == [.username, .name, .email])
    }
    for delimiter in [",", "\t"] {
      let text = "Name\(delimiter)EMAIL\(delimiter)course2\nA \(delimiter) a@x.org\(delimiter)r"
      let sheet = try ImportSheet(Array(text.utf8))
      #expect(String(sheet.delimiter) == delimiter && sheet.rows == [["A", "a@x.org", "r"]])
      #expect(sheet.columns == [.name, .email, .course(2)])
    }
  }

  @Test("ends its rows as the first one ends, whatever stands in quotes")
  func lineEnds() throws {
    #expect(try DelimitedText("a,b\nc,d\r\n").lineEnd == "\n")
    #expect(try DelimitedText("a,b\rc,d\r").lineEnd == "\r")
    #expect(try DelimitedText("\"a\nb\";c\r\nd;e\n").lineEnd == "\r\n")
    #expect(try DelimitedText("a,b").lineEnd == "\r\n")
  }

  @Test("keeps line breaks in quotes and takes away the apostrophe before a formula")
  func cells() throws {
    let sheet = try ImportSheet(Array("name,email\n\"A\nB\",'=1+1\n'O,x".utf8))
    #expect(sheet.rows == [["A\nB", "=1+1"], ["'O", "x"]])
  }

  @Test(
    "says why it cannot be read",
    arguments: [
      ("name,email", ImportFileFault.noRows, ""), ("", .noRows, ""),
      ("name\nA", .missingColumn, "email"), ("name,email,shoe\nA,a,1", .unknownColumn, "shoe"),
      ("name,email,Name\nA,a,B", .repeatedColumn, "name"), ("name,email\n\"A,a", .brokenQuotes, ""),
      ("name,email\n\"A\"B,a", .brokenQuotes, ""),
      ("name,course10\nA,a", .unknownColumn, "course10"),
      ("name,email,\nA,a,b", .unnamedColumn, ""),
    ])
  func unreadable(text: String, fault: ImportFileFault, column: String) {
    #expect(throws: UnreadableImport(fault, column: column)) {
      try ImportSheet(Array(text.utf8))
    }
  }

  @Test("may be a workbook, of which spaces, empty rows and empty columns are no part")
  func workbook() throws {
    let rows = [
      ["", " name ", "", "Email", "reason"], ["", ""], ["", " Ann  A ", " ", "a@x.org", "", ""],
      ["", "'=Bo", "", "b@x.org"],
    ]
    let sheet = try ImportSheet(workbook: rows.map { $0.map { ImportCell($0) } })
    #expect(sheet.columns == [.name, .email, .reason])
    #expect(sheet.rows == [["Ann  A", "a@x.org", ""], ["=Bo", "b@x.org"]])
    #expect(sheet.encoding == .workbook && sheet.delimiter.isEmpty && sheet.lineEnd.isEmpty)
    #expect(sheet.cellFaults.isEmpty)
    #expect(throws: UnreadableImport(.unnamedColumn)) {
      let rows = [["name", "", "email"], ["A", "b", "a"]]
      return try ImportSheet(workbook: rows.map { $0.map { ImportCell($0) } })
    }
    #expect(throws: UnreadableImport(.noRows)) { try ImportSheet(workbook: []) }
    #expect(throws: UnreadableImport(.noRows)) {
      try ImportSheet(workbook: [[ImportCell("name"), ImportCell("email")]])
    }
  }

  @Test("tells which cells of a workbook do not say what was typed, but for the reason's")
  func cellFaults() throws {
    let sheet = try ImportSheet(workbook: [
      ["reason", "name", "email", "username", "course1"].map { ImportCell($0) },
      ["", "Ann", "a@x.org"].map { ImportCell($0) },
      [
        ImportCell("#N/A", .error), ImportCell("", .error), ImportCell("b@x.org"),
        ImportCell("2024-04-03", .date), ImportCell("2024-03-01", .date),
      ],
    ])
    let faults = [
      ImportRowFault("name", "ERROR_CELL"), ImportRowFault("username", "DATE_CELL"),
      ImportRowFault("course1", "DATE_CELL"),
    ]
    #expect(sheet.cellFaults == [1: faults])
    #expect(sheet.rows[1] == ["#N/A", "", "b@x.org", "2024-04-03", "2024-03-01"])
    let reader = ImportReader(
      columns: sheet.columns, scope: .everybody, home: nil, administrations: [:])
    let read = reader.wish(sheet.rows[1], faults)
    #expect(read.wish == nil)
    #expect(read.faults.map(\.column) == ["course1", "name", "username"])
    #expect(read.faults.map(\.reason) == ["DATE_CELL", "ERROR_CELL", "DATE_CELL"])
  }

  @Test("is no file of pictures")
  func notText() {
    for bytes: [UInt8] in [[0x89, 0x50, 0x4E, 0x47, 0xFF], [0xFF, 0xFE, 0x41], [0x61, 0x00]] {
      #expect(throws: UnreadableImport(.notText)) { try ImportSheet(bytes) }
    }
  }
}

@Suite("A row of people")
struct ImportWishTests {
  static let kenya = UUID()
  static let reader = ImportReader(
    columns: [.username, .name, .email, .language, .role, .administration, .course(1)],
    scope: .administration(kenya), home: kenya,
    administrations: ["KE": kenya, "SN": UUID()])

  @Test("is read whole; the username may be the address")
  func read() {
    let row = Self.reader.wish(["", "Ann  Cole", "Ann@x.org", "FR", "Tutor", "ke", "risk-1"])
    #expect(row.faults.isEmpty)
    #expect(
      row.wish
        == ImportWish(
          username: "ann@x.org", name: "Ann Cole", email: "Ann@x.org", language: "fr",
          administration: Self.kenya, tutor: true, courses: ["risk-1"]))
    #expect(Self.reader.wish(["a.b", "A", "a@x.org"]).wish?.administration == Self.kenya)
  }

  @Test("tells everything that is wrong with it")
  func faults() {
    let row = Self.reader.wish(["a b", "", "x", "de", "boss", "SN", ""])
    let expected = [
      ("administration", FieldFault.otherAdministration), ("email", .notAnEmail),
      ("language", .unknownLanguage), ("name", .required), ("role", .unknownRole),
      ("username", .invalidCharacters),
    ]
    #expect(row.wish == nil && row.faults == expected.map { ImportRowFault($0.0, $0.1) })
    #expect(
      Self.reader.wish(Array(repeating: "", count: 8)).faults
        == [ImportRowFault("", "TOO_MANY_CELLS")])
  }
}
