import Foundation
import Localization
import NotificationDomain
import Testing

@testable import notification

@Suite struct MailWriterTests {
  @Test("the mail of a new account says what the guide says")
  func newAccount() throws {
    let order = Orders.order(.newAccount)
    let text = try Orders.writer().write(order, secret: Orders.password)

    #expect(
      text.subject
        == "CLiKC, the WCO Customs Learning and Knowledge Community: New user account")
    let lines = text.plain.split(separator: "\n").map(String.init)
    #expect(lines.contains("zmuller"))
    #expect(lines.contains(Orders.password))
    let mail = order.id.uuidString.lowercased()
    let codes = "username=zmuller&password=aB3%3CdE6gH9"
    #expect(lines.contains("https://clikc.example/?mail=\(mail)#\(codes)"))
    #expect(text.plain.contains("strictly personal"))
    #expect(text.plain.contains("7 days"))
  }

  @Test("a reset mail carries its link and how long it works")
  func passwordReset() throws {
    let order = Orders.order(.passwordReset)
    let text = try Orders.writer().write(order, secret: "tOkEn")

    let mail = order.id.uuidString.lowercased()
    #expect(text.plain.contains("\nhttps://clikc.example/reset/tOkEn?mail=\(mail)\n"))
    #expect(text.plain.contains("30 minutes"))
  }

  @Test("a certificate mail leads to the certificate and to its verification")
  func certificate() throws {
    let text = try Orders.writer().write(Orders.order(.certificateIssued), secret: "")

    #expect(
      text.plain.contains(
        "\nhttps://clikc.example/courses/5a1f0cf4-0000-4000-8000-000000000001/certificate\n"))
    #expect(
      text.plain.contains("\nhttps://clikc.example/verify/0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD\n"))
  }

  @Test("erasure at once promises nobody that they can log in", arguments: WrittenLanguage.allCases)
  func erasureAtOnce(language: WrittenLanguage) throws {
    let writer = try Orders.writer()
    let later = try writer.write(Orders.order(.erasureRequested, language), secret: "")
    let now = try writer.write(
      Orders.order(.erasureRequested, language, more: ["at_once": "1"]), secret: "")

    #expect(later.plain.contains("UTC") || language == .arabic)
    #expect(later.plain.contains("\nhttps://clikc.example"))
    #expect(!now.plain.contains("UTC") && !now.plain.contains("\nhttps://clikc.example/\n"))
    #expect(now.plain.contains("help@clikc.example") && now.plain.contains("zmuller"))
    #expect(!now.plain.contains("{") && !now.plain.contains("mail.erasure"))
  }

  @Test(
    "every template is whole in every language", arguments: MailTemplate.allCases,
    WrittenLanguage.allCases)
  func whole(template: MailTemplate, language: WrittenLanguage) throws {
    let text = try Orders.writer().write(Orders.order(template, language), secret: "s3cret")

    let product = "CLiKC, the WCO Customs Learning and Knowledge Community"
    #expect(text.subject.hasPrefix(product))
    for sentence in [text.subject, text.plain] {
      #expect(!sentence.contains("{") && !sentence.contains("mail.\(template.rawValue)"))
    }
    #expect(text.plain.contains("help@clikc.example"))
  }

  @Test("an order without an argument its template names is refused")
  func missing() throws {
    let order = MailOrder(
      id: UUID(), eventID: UUID(), accountID: UUID(), template: .newAccount, language: .french,
      address: "a@b.org", arguments: ["name": "Zoé"], createdAt: Date())

    #expect(throws: MailFault.missingArgument("username")) {
      try Orders.writer().write(order, secret: "x")
    }
  }
}
