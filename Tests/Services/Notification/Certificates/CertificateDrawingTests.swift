import Foundation
import NotificationDomain
import Testing

@testable import notification

@Suite struct CertificateDrawingTests {
  @Test("a certificate is small, and the same bytes each time", arguments: WrittenLanguage.allCases)
  func deterministic(language: WrittenLanguage) throws {
    let page = try TestPage.make(language)

    let first = try CertificateDrawing.render(page)

    #expect(try first == CertificateDrawing.render(page))
    #expect(first.count < 150_000)
    #expect(first.starts(with: Array("%PDF-".utf8)))
  }

  @Test("its text can be read back")
  func text() throws {
    let text = try self.read(TestPage.make(.french, holder: "Zoé Müller-Ångström"))

    for line in [
      "Zoé Müller-Ångström", "Risk Management", "CLIKC-2026-000042-6", "Certificat de réussite",
      "24 novembre 2026", "2,5", "https://clikc.example/verify/0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD",
    ] {
      #expect(text.contains(line))
    }
  }

  @Test("Arabic is shaped, and read back as it was written")
  func arabic() throws {
    let text = try self.read(
      TestPage.make(.arabic, holder: "فاطمة بنت عبد الرحمن", title: "إدارة المخاطر"))

    for line in ["فاطمة بنت عبد الرحمن", "إدارة المخاطر", "شهادة إتمام", "نوفمبر"] {
      #expect(text.contains(line))
    }
  }

  @Test(
    "a name in any script has its letters, none of them a box",
    arguments: ["王小明", "Դավիթ", "ქართული", "Ελένη", "Наталья", "देवनागरी", "กรุงเทพ", "אבגד"])
  func scripts(name: String) throws {
    let file = try TestPage.file(TestPage.make(.english, holder: name))
    defer { try? FileManager.default.removeItem(at: file) }

    let text = String(
      decoding: try Repository.run("pdftotext", [file.path(), "-"]), as: UTF8.self)
    let fonts = String(decoding: try Repository.run("pdffonts", [file.path()]), as: UTF8.self)

    let letters = Set(name.unicodeScalars.filter(\.properties.isAlphabetic))
    #expect(letters.isSubset(of: Set(text.unicodeScalars)))
    #expect(fonts.split(separator: "\n").dropFirst(2).allSatisfy { $0.contains(" yes yes ") })
  }

  @Test("its QR code leads to the verification", arguments: [WrittenLanguage.english, .arabic])
  func code(language: WrittenLanguage) throws {
    let page = try TestPage.make(language)
    let file = try TestPage.file(page)
    let picture = file.deletingPathExtension()
    defer {
      try? FileManager.default.removeItem(at: file)
      try? FileManager.default.removeItem(at: picture.appendingPathExtension("png"))
    }

    _ = try Repository.run(
      "pdftoppm", ["-r", "100", "-png", "-singlefile", file.path(), picture.path()])
    let read = try Repository.run("zbarimg", ["-q", "--raw", "\(picture.path()).png"])

    #expect(
      String(decoding: read, as: UTF8.self) == "\(page.symbolAddress)\n")
    #expect(page.symbolAddress.hasPrefix("\(page.address)?s="))
  }

  @Test(
    "its last day is printed in a row with number and days", arguments: WrittenLanguage.allCases)
  func lastDay(language: WrittenLanguage) throws {
    let last = try #require(CalendarDay("2028-09-30"))
    let page = try TestPage.make(language, validUntil: last)
    let text = try self.read(page)

    #expect(page.facts.count == 4)
    // None of them is broken over two lines.
    for fact in page.facts {
      #expect(language == .arabic || text.contains(fact.value))
      #expect(language == .arabic || text.contains(fact.label))
    }
    #expect(text.contains("CLIKC-2026-000042-6") && text.contains("2028"))
    #expect(try TestPage.make(language).facts.count == 3)
  }

  @Test("long names and titles stay on one page")
  func long() throws {
    let name = String(repeating: "Wolfeschlegelsteinhausenbergerdorff ", count: 4)
    let file = try TestPage.file(
      TestPage.make(
        .english, holder: name, title: String(repeating: "Post-clearance audit ", count: 9))
    )
    defer { try? FileManager.default.removeItem(at: file) }

    let info = String(decoding: try Repository.run("pdfinfo", [file.path()]), as: UTF8.self)

    #expect(info.contains("Pages:           1"))
    #expect(info.contains("(A4)"))
  }

  private func read(_ page: CertificatePage) throws -> String {
    let file = try TestPage.file(page)
    defer { try? FileManager.default.removeItem(at: file) }
    return String(decoding: try Repository.run("pdftotext", [file.path(), "-"]), as: UTF8.self)
  }
}
