import Foundation
import FoundationXML
import NotificationDomain
import Testing

@testable import notification

/// What PDF/A-2b (ISO 19005-2) and readers who do not see ask of a certificate.
@Suite struct CertificateArchiveTests {
  @Test(
    "it declares PDF/A-2b, and says of itself twice the same", arguments: WrittenLanguage.allCases)
  func metadata(language: WrittenLanguage) throws {
    try self.read(language, title: "Risk & <Management>") { pdf in
      let packet = try XMLDocument(data: pdf.stream(pdf.catalog["/Metadata"]))
      func text(_ path: String) throws -> String? {
        try packet.nodes(forXPath: "//*[name()='\(path)']").first?.stringValue
      }
      let metadata = pdf.dictionary(pdf.catalog["/Metadata"])
      let information = pdf.information

      #expect(metadata["/Type"] as? String == "/Metadata")
      #expect(metadata["/Subtype"] as? String == "/XML")
      #expect(try text("pdfaid:part") == "2")
      #expect(try text("pdfaid:conformance") == "B")
      #expect(try text("dc:language") == language.rawValue)
      #expect(try text("dc:title")?.hasSuffix(": Risk & <Management>") == true)
      #expect(try text("dc:title") == pdf.text(information["/Title"]))
      #expect(try text("dc:creator") == pdf.text(information["/Author"]))
      #expect(try text("dc:description") == pdf.text(information["/Subject"]))
      #expect(try text("pdf:Producer") == pdf.text(information["/Producer"]))
      #expect(try text("xmp:CreateDate") == "2026-11-24T09:05:09Z")
      #expect(try text("xmp:ModifyDate") == "2026-11-24T09:05:09Z")
      #expect(pdf.text(information["/CreationDate"]) == "D:20261124090509Z")
      #expect(pdf.text(information["/ModDate"]) == "D:20261124090509Z")
    }
  }

  @Test("its colours are sRGB by a profile that it carries", arguments: WrittenLanguage.allCases)
  func colours(language: WrittenLanguage) throws {
    try self.read(language) { pdf in
      let intent = try #require(pdf.dictionaries(pdf.catalog["/OutputIntents"]).first)
      let profile = pdf.stream(intent["/DestOutputProfile"])

      #expect(intent["/S"] as? String == "/GTS_PDFA1")
      #expect(pdf.text(intent["/OutputConditionIdentifier"]) == "sRGB")
      #expect(pdf.dictionary(intent["/DestOutputProfile"])["/N"] as? Int == 3)
      #expect(String(decoding: profile.dropFirst(12).prefix(8), as: UTF8.self) == "mntrRGB ")
      #expect(String(decoding: profile.dropFirst(36).prefix(4), as: UTF8.self) == "acsp")
      #expect(pdf.dictionaries.allSatisfy { $0["/Subtype"] as? String != "/Image" })
      let operators = try self.content(of: pdf).split(whereSeparator: \.isWhitespace)
      #expect(operators.contains("rg"))
      #expect(!operators.contains("k") && !operators.contains("K"))
    }
  }

  @Test(
    "every font is within, with the letters its signs stand for",
    arguments: WrittenLanguage.allCases)
  func fonts(language: WrittenLanguage) throws {
    try self.read(language) { pdf in
      let descriptors = pdf.dictionaries.filter { $0["/Type"] as? String == "/FontDescriptor" }
      let used = try pdf.dictionary(self.page(of: pdf)["/Resources"])
      let fonts = pdf.dictionary(used["/Font"]).values.map(pdf.dictionary)

      #expect(!descriptors.isEmpty)
      for descriptor in descriptors {
        #expect(descriptor["/FontFile2"] != nil || descriptor["/FontFile3"] != nil)
      }
      #expect(fonts.allSatisfy { $0["/ToUnicode"] != nil })
    }
  }

  @Test(
    "nothing in it runs, hides or is locked, and it is named by its content",
    arguments: WrittenLanguage.allCases)
  func inert(language: WrittenLanguage) throws {
    try self.read(language) { pdf in
      let identifier = try #require(pdf.trailer["/ID"] as? [String])

      #expect(identifier.count == 2)
      #expect(identifier.allSatisfy { $0.count == 34 })
      #expect(pdf.trailer["/Encrypt"] == nil)
      for dictionary in pdf.dictionaries + [pdf.catalog] {
        for key in ["/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/AcroForm"] {
          #expect(dictionary[key] == nil)
        }
        let action = pdf.dictionary(dictionary["/A"])["/S"] as? String
        #expect(action == nil || action == "/URI")
      }
    }
  }

  @Test("it is read aloud in its order and language", arguments: WrittenLanguage.allCases)
  func tags(language: WrittenLanguage) throws {
    try self.read(language) { pdf in
      let catalog = pdf.catalog
      let tree = pdf.dictionary(catalog["/StructTreeRoot"])
      let document = try #require(pdf.dictionaries(tree["/K"]).first)
      let elements = pdf.dictionaries(document["/K"])
      let kinds = elements.compactMap { $0["/S"] as? String }
      let figure = try #require(elements.first { $0["/S"] as? String == "/Figure" })
      let page = try self.page(of: pdf)
      let link = try #require(pdf.dictionaries(page["/Annots"]).first)

      #expect(pdf.text(catalog["/Lang"]) == language.rawValue)
      #expect(pdf.dictionary(catalog["/MarkInfo"])["/Marked"] as? Bool == true)
      #expect(pdf.dictionary(catalog["/ViewerPreferences"])["/DisplayDocTitle"] as? Bool == true)
      #expect(document["/S"] as? String == "/Document")
      #expect(kinds.filter { $0 == "/H1" }.count == 1)
      #expect(kinds.filter { $0 == "/P" }.count == 12)
      #expect(pdf.text(figure["/Alt"]).contains("https://clikc.example/verify/"))
      #expect(page["/Tabs"] as? String == "/S")
      #expect(link["/F"] as? Int == 4)
      #expect(pdf.text(link["/Contents"]).hasPrefix("https://clikc.example/verify/"))
    }
  }

  @Test(
    "all that is drawn has a tag or is marked as decoration", arguments: WrittenLanguage.allCases)
  func decoration(language: WrittenLanguage) throws {
    try self.read(language) { pdf in
      var depth = 0
      for line in try self.content(of: pdf).split(separator: "\n") {
        if line.hasSuffix("BDC") || line.hasSuffix("BMC") {
          depth += 1
        } else if line == "EMC" {
          depth -= 1
        } else {
          #expect(depth >= 1, "\(line)")
        }
      }
      #expect(depth == 0)
    }
  }

  private func read(
    _ language: WrittenLanguage, title: String = "Risk Management",
    _ check: (PDFObjects) throws -> Void
  ) throws {
    let page = try TestPage.make(language, title: title)
    let file = try TestPage.file(page)
    defer { try? FileManager.default.removeItem(at: file) }
    _ = try Repository.run("qpdf", ["--check", file.path()])
    try check(PDFObjects(file))
  }

  private func page(of pdf: PDFObjects) throws -> [String: Any] {
    try #require(pdf.dictionaries.first { $0["/Type"] as? String == "/Page" })
  }

  private func content(of pdf: PDFObjects) throws -> String {
    String(decoding: pdf.stream(try self.page(of: pdf)["/Contents"]), as: UTF8.self)
  }
}
