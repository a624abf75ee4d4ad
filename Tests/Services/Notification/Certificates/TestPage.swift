import CertificateStatements
import Cryptography
import Foundation
import NotificationDomain
import Testing

@testable import notification

/// A certificate's page for tests: always the same but for what is asked.
enum TestPage {
  static func make(
    _ language: WrittenLanguage, holder: String = "Amina Okonkwo",
    title: String = "Risk Management",
    validUntil: CalendarDay? = nil, second: WrittenLanguage? = nil,
    secondTitle: String = "Gestion des risques"
  ) throws -> CertificatePage {
    let (serial, course) = ("CLIKC-2026-000042-6", UUID())
    let statement = try #require(
      CertificateStatement(
        serial: serial, day: 20_261_124, holder: holder, subject: course, title: title))
    let certificate = Certificate(
      id: UUID(), accountID: UUID(), courseID: course, courseVersion: 1, serial: serial,
      code: "0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD", holder: holder,
      courseTitle: title, language: language, hours: 2.5,
      completedAt: Date(timeIntervalSince1970: 1_795_511_107),
      issuedAt: Date(timeIntervalSince1970: 1_795_511_109),
      statement: try SignedStatement(statement, by: SigningKey(seed: Array(0..<32))).text,
      validUntil: validUntil,
      second: second.flatMap { SecondLanguage($0, courseTitle: secondTitle, beside: language) })
    let site = try #require(SiteAddress("https://clikc.example"))
    return CertificatePage(certificate, texts: try Repository.texts(), site: site)
  }

  /// A file with the page, for whoever removes it.
  static func file(_ page: CertificatePage) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
    try Data(CertificateDrawing.render(page)).write(to: file)
    return file
  }
}
