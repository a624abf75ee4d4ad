import Foundation
import NotificationDomain
import Testing

@testable import notification

@Suite struct TableDrawingTests {
  @Test(
    "a table is read back, and is the same bytes each time", arguments: WrittenLanguage.allCases)
  func text(language: WrittenLanguage) throws {
    let page = TestTable.make(language, rows: 3)

    let drawn = try TableDrawing.render(page)
    let text = try TestTable.text(drawn)

    #expect(try drawn == TableDrawing.render(page))
    #expect(text.contains("Risk Management 2") && text.contains("62.50"))
    #expect(text.contains("Amina Okonkwo") && text.contains("1/1"))
    #expect(drawn.count < 150_000)
  }

  @Test("Arabic is shaped, begins at the right, and is read back as it was written")
  func arabic() throws {
    let drawn = try TableDrawing.render(TestTable.make(.arabic, rows: 1))
    let text = try TestTable.text(drawn)
    let places = try TestTable.places(drawn)

    #expect(text.contains("الدرجات") && text.contains("المساق"))
    let title = try #require(places["Management"])
    let figures = try #require(places["62.50"])
    #expect(title > figures)
  }

  @Test("a long table has its header on every page, and each row once")
  func pages() throws {
    let text = try TestTable.text(TableDrawing.render(TestTable.make(.english, rows: 120)))
    let pages = text.split(separator: "\u{0C}").map(String.init)

    #expect(pages.count > 2)
    for (index, page) in pages.enumerated() {
      #expect(page.contains("Percentage"))
      #expect(page.contains("\(index + 1)/\(pages.count)"))
    }
    for row in 0..<120 {
      #expect(text.components(separatedBy: "Risk Management \(row)\n").count == 2, "\(row)")
    }
  }

  @Test("it declares PDF/A-2b, is tagged as a table, and marks the rest as decoration")
  func archive() throws {
    let file = try TestTable.file(TableDrawing.render(TestTable.make(.french, rows: 120)))
    defer { try? FileManager.default.removeItem(at: file) }
    _ = try Repository.run("qpdf", ["--check", file.path()])
    let pdf = try PDFObjects(file)
    let tree = pdf.dictionary(pdf.catalog["/StructTreeRoot"])
    let document = try #require(pdf.dictionaries(tree["/K"]).first)
    let elements = pdf.dictionaries(document["/K"])
    let table = try #require(elements.first { $0["/S"] as? String == "/Table" })
    let rows = pdf.dictionaries(table["/K"])

    #expect(elements.map { $0["/S"] as? String } == ["/P", "/P", "/H1", "/P", "/Table", "/P"])
    #expect(rows.count == 121)
    let kinds = rows.map { pdf.dictionaries($0["/K"]).map { $0["/S"] as? String } }
    #expect(kinds[0] == ["/TH", "/TH", "/TH"] && kinds[1] == ["/TH", "/TD", "/TD"])
    #expect(pdf.text(pdf.catalog["/Lang"]) == "fr")
    #expect(
      String(decoding: pdf.stream(pdf.catalog["/Metadata"]), as: UTF8.self)
        .contains("<pdfaid:part>2</pdfaid:part>"))
    let pages = pdf.dictionaries.filter { $0["/Type"] as? String == "/Page" }
    for page in pages {
      let content = String(decoding: pdf.stream(page["/Contents"]), as: UTF8.self)
      let lines = content.split(separator: "\n")
      let begun = lines.count { $0.hasSuffix("BDC") || $0.hasSuffix("BMC") }
      #expect(begun == lines.count { $0 == "EMC" } && content.contains("/Artifact BMC"))
    }
  }

  @Test("a table without titles has no header, and one without rows is a page all the same")
  func bare() throws {
    let bare = TablePage(
      language: "en", isRightToLeft: false, organization: "World Customs Organization",
      title: "Statement", lines: [], columns: [.init("", share: 1), .init("", share: 3)],
      rows: [.init(["Document", String(repeating: "0123456789abcdef", count: 4)])], note: "",
      timestamp: "2026-11-24T09:05:09Z")
    let text = try TestTable.text(TableDrawing.render(bare))
    let empty = try TestTable.text(TableDrawing.render(TestTable.make(.english, rows: 0)))

    #expect(text.contains(String(repeating: "0123456789abcdef", count: 4)))
    #expect(empty.contains("Percentage") && empty.contains("1/1"))
  }
}

/// A table for tests.
enum TestTable {
  static func make(_ language: WrittenLanguage, rows: Int) -> TablePage {
    let isArabic = language == .arabic
    return TablePage(
      language: language.rawValue, isRightToLeft: language.isRightToLeft,
      organization: "World Customs Organization", title: isArabic ? "الدرجات" : "Grades",
      lines: ["Amina Okonkwo"],
      columns: [
        .init(isArabic ? "المساق" : "Course", share: 5),
        .init("Percentage", share: 2, holdsFigures: true), .init("Status", share: 2),
      ],
      rows: (0..<rows).map {
        .init(["Risk Management \($0)", "62.50 %", "Completed"], isStrong: $0 == rows - 1)
      }, note: "End of the table.", timestamp: "2026-11-24T09:05:09Z")
  }

  /// A file with the bytes, for whoever removes it.
  static func file(_ bytes: [UInt8]) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
    try Data(bytes).write(to: file)
    return file
  }

  static func text(_ bytes: [UInt8]) throws -> String {
    let file = try Self.file(bytes)
    defer { try? FileManager.default.removeItem(at: file) }
    return String(decoding: try Repository.run("pdftotext", [file.path(), "-"]), as: UTF8.self)
  }

  /// How far from the left edge each word begins, in points.
  static func places(_ bytes: [UInt8]) throws -> [String: Double] {
    let file = try Self.file(bytes)
    defer { try? FileManager.default.removeItem(at: file) }
    let words = String(
      decoding: try Repository.run("pdftotext", ["-bbox", file.path(), "-"]), as: UTF8.self)
    var places: [String: Double] = [:]
    for match in words.matches(of: /xMin="([0-9.]+)"[^>]*>([^<]+)</) {
      places[String(match.2)] = Double(match.1)
    }
    return places
  }
}
