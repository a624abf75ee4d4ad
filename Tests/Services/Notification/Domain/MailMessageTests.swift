import Foundation
import NotificationDomain
import Testing

@Suite struct MailMessageTests {
  @Test("a mail is written as it always was, to the last byte")
  func golden() throws {
    let written = String(decoding: try self.message(.english).encoded(), as: UTF8.self)

    let header = """
      From: "CLiKC!" <noreply@clikc.example>\r
      To: =?UTF-8?B?Wm/DqSBNw7xsbGVy?= <zoe@customs.example>\r
      Subject: CLiKC, the WCO Customs Learning and Knowledge Community: New user\r
       account\r
      Date: Tue, 24 Nov 2026 09:05:07 +0000\r
      Message-ID: <0193b2c4-0000-7000-8000-0000000000aa@clikc.example>\r
      MIME-Version: 1.0\r
      Content-Language: en\r
      Auto-Submitted: auto-generated\r
      Content-Type: multipart/alternative;\r
       boundary="=_0193b2c4-0000-7000-8000-0000000000aa"\r
      \r
      --=_0193b2c4-0000-7000-8000-0000000000aa\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Transfer-Encoding: quoted-printable\r
      \r
      Welcome & hello.\r
      \r
      Temporary password\r
      aB3<dE6gH9\r
      \r
      Log in\r
      https://clikc.example/login\r
      \r
      Keep it secret.\r
      \r
      --=_0193b2c4-0000-7000-8000-0000000000aa\r
      Content-Type: text/html; charset=utf-8\r

      """
    #expect(written.hasPrefix(header))
    #expect(written.hasSuffix("\r\n--=_0193b2c4-0000-7000-8000-0000000000aa--\r\n"))
  }

  @Test("two tries of a mail are the same bytes")
  func identical() throws {
    #expect(try self.message(.arabic).encoded() == self.message(.arabic).encoded())
  }

  @Test(
    "every language keeps to seven bits, CRLF and 998 columns", arguments: WrittenLanguage.allCases)
  func lines(language: WrittenLanguage) throws {
    let bytes = try self.message(language).encoded()
    let text = String(decoding: bytes, as: UTF8.self)

    #expect(bytes.allSatisfy { $0 < 128 && $0 != 0 })
    #expect(!text.replacing("\r\n", with: "").utf8.contains { $0 == 13 || $0 == 10 })
    #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 })
  }

  @Test("Arabic HTML runs from right to left, its codes from left to right")
  func direction() {
    let html = self.message(.arabic).text.html

    #expect(html.contains(#"<html lang="ar" dir="rtl">"#))
    #expect(html.contains(#"<code dir="ltr""#))
    #expect(self.message(.french).text.html.contains(#"<html lang="fr" dir="ltr">"#))
  }

  @Test("what people wrote is text in HTML, never markup")
  func escaping() {
    let html = self.message(.english).text.html

    #expect(html.contains("Welcome &amp; hello."))
    #expect(html.contains("aB3&lt;dE6gH9"))
  }

  @Test("a subject with a line break is refused")
  func injection() throws {
    let text = MailText(language: .english, subject: "x\r\nBcc: y@z.org", parts: [])
    let message = MailMessage(
      id: UUID(), from: try MailAddress("a@b.org"), to: try MailAddress("c@d.org"),
      date: Date(timeIntervalSince1970: 0), text: text)

    #expect(throws: MailFault.controlCharacter) { try message.encoded() }
  }

  private func message(_ language: WrittenLanguage) -> MailMessage {
    let text = MailText(
      language: language,
      subject: "CLiKC, the WCO Customs Learning and Knowledge Community: New user account",
      parts: [
        .paragraph("Welcome & hello."), .code(label: "Temporary password", value: "aB3<dE6gH9"),
        .link(label: "Log in", url: "https://clikc.example/login"), .note("Keep it secret."),
      ])
    do {
      return MailMessage(
        id: UUID(uuid: (1, 0x93, 0xB2, 0xC4, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 0xAA)),
        from: try MailAddress("noreply@clikc.example", name: "CLiKC!"),
        to: try MailAddress("zoe@customs.example", name: "Zoé Müller"),
        date: Date(timeIntervalSince1970: 1_795_511_107), text: text)
    } catch {
      preconditionFailure("the addresses of this test are good: \(error)")
    }
  }
}
