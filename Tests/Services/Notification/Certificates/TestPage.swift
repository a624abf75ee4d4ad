import Foundation
import NotificationDomain
import Testing

@testable import notification

/// A certificate's page for tests: always the same but for what is asked.
enum TestPage {
  static func make(
    _ language: WrittenLanguage, holder: String = "Amina Okonkwo", title: String = "Risk Management"
  ) throws -> CertificatePage {
    let certificate = Certificate(
      id: UUID(), accountID: UUID(), courseID: UUID(), courseVersion: 1,
      serial: "CLIKC-2026-000042-6", code: "0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD", holder: holder,
      courseTitle: title, language: language, hours: 2.5,
      completedAt: Date(timeIntervalSince1970: 1_795_511_107),
      issuedAt: Date(timeIntervalSince1970: 1_795_511_109))
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
