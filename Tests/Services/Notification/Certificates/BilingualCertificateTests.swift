import Foundation
import FoundationXML
import NotificationDomain
import Testing

@testable import notification

/// Certificates in the course's language and the holder's.
@Suite struct BilingualCertificateTests {
  /// A course's language and a holder's.
  struct Pair: CustomTestStringConvertible, Sendable {
    let first: WrittenLanguage
    let second: WrittenLanguage
    var testDescription: String { "\(self.first.rawValue)+\(self.second.rawValue)" }
  }

  static let pairs = WrittenLanguage.allCases.flatMap { first in
    WrittenLanguage.allCases.filter { $0 != first }.map { Pair(first: first, second: $0) }
  }

  @Test("it is one small page, and the same bytes each time", arguments: pairs)
  func page(pair: Pair) throws {
    let page = try TestPage.make(
      pair.first, validUntil: CalendarDay("2028-09-30"), second: pair.second)
    let drawn = try CertificateDrawing.render(page)
    let file = try TestTable.file(drawn)
    defer { try? FileManager.default.removeItem(at: file) }
    _ = try Repository.run("qpdf", ["--check", file.path()])
    let pages = try PDFObjects(file).dictionaries.filter { $0["/Type"] as? String == "/Page" }

    #expect(drawn.count <= 150_000)
    #expect(pages.count == 1)
    #expect(try drawn == CertificateDrawing.render(page))
  }

  @Test("each part is read aloud in its language, the course's first", arguments: pairs)
  func languages(pair: Pair) throws {
    let file = try TestPage.file(TestPage.make(pair.first, second: pair.second))
    defer { try? FileManager.default.removeItem(at: file) }
    let pdf = try PDFObjects(file)
    let tree = pdf.dictionary(pdf.catalog["/StructTreeRoot"])
    let document = try #require(pdf.dictionaries(tree["/K"]).first)
    let elements = pdf.dictionaries(document["/K"])
    let spoken = elements.map { pdf.text($0["/Lang"]) }
    let packet = try XMLDocument(data: pdf.stream(pdf.catalog["/Metadata"]))
    let told = try packet.nodes(forXPath: "//*[name()='dc:language']//*[name()='rdf:li']")

    #expect(pdf.text(pdf.catalog["/Lang"]) == pair.first.rawValue)
    #expect(elements.count { $0["/S"] as? String == "/H1" } == 1)
    #expect(spoken.allSatisfy { $0.isEmpty || $0 == pair.second.rawValue })
    // Organization, community, heading, award, completion, title, three labels, the date, verification.
    #expect(spoken.count { !$0.isEmpty } == 11 + self.hours(pair))
    #expect(told.map(\.stringValue) == [pair.first.rawValue, pair.second.rawValue])
  }

  @Test("both languages and both titles are read back, name and number once")
  func text() throws {
    let file = try TestPage.file(
      TestPage.make(.english, holder: "Zoé Müller-Ångström", second: .french))
    defer { try? FileManager.default.removeItem(at: file) }
    let text = String(
      decoding: try Repository.run("pdftotext", [file.path(), "-"]), as: UTF8.self)

    for line in [
      "Certificate of Completion", "Certificat de réussite", "Risk Management",
      "Gestion des risques", "24 November 2026", "24 novembre 2026", "2.5", "2,5",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    for once in ["Zoé Müller-Ångström", "CLIKC-2026-000042-6"] {
      #expect(text.components(separatedBy: once).count == 2, "\(once)")
    }
  }

  @Test("nothing stands on anything else, however long names and titles are", arguments: pairs)
  func apart(pair: Pair) throws {
    let page = try TestPage.make(
      pair.first, holder: String(repeating: "Wolfeschlegelsteinhausenbergerdorff ", count: 3),
      title: String(repeating: "Post-clearance audit ", count: 6),
      validUntil: CalendarDay("2028-09-30"), second: pair.second,
      secondTitle: String(repeating: "Contrôle a posteriori ", count: 6))
    let file = try TestPage.file(page)
    defer { try? FileManager.default.removeItem(at: file) }
    let words = String(
      decoding: try Repository.run("pdftotext", ["-bbox", file.path(), "-"]), as: UTF8.self)

    let boxes = words.matches(
      of: /xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)"/
    ).compactMap { match -> [Double]? in
      let numbers = [match.1, match.2, match.3, match.4].compactMap { Double($0) }
      // What a font asks for above and below its letters may overlap; a third of it is air.
      guard numbers.count == 4 else { return nil }
      let air = (numbers[3] - numbers[1]) / 3
      return [numbers[0], numbers[1] + air, numbers[2], numbers[3] - air]
    }
    #expect(boxes.count > 40)
    for (index, box) in boxes.enumerated() {
      #expect(box[0] > 40 && box[2] < 802 && box[1] > 40 && box[3] < 555)
      for other in boxes.dropFirst(index + 1) {
        let isApart =
          box[2] <= other[0] + 0.5 || other[2] <= box[0] + 0.5 || box[3] <= other[1]
          || other[3] <= box[1]
        // Letters of one line may reach below each other, as Arabic ones do.
        let isOneLine = box[1] == other[1] && box[3] == other[3]
        #expect(isApart || isOneLine, "\(box) \(other)")
      }
    }
  }

  /// Hours stand twice where the languages write them differently.
  private func hours(_ pair: Pair) -> Int {
    pair.first.decimalSeparator == pair.second.decimalSeparator ? 0 : 1
  }
}
