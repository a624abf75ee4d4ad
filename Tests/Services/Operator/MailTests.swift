import Foundation
import Testing

@testable import clikcctl

@Suite("Reading mail")
struct MailTests {
  static let plain = """
    From: CLiKC! <no-reply@example.org>\r
    To: =?utf-8?B?TGVuYQ==?= <Lena@Customs.example>\r
    Subject: New user account\r
    Content-Type: text/plain; charset=utf-8\r
    Content-Transfer-Encoding: quoted-printable\r
    \r
    Username: lena\r
    Temporary password:\r
    \r
        Ab3dEf7hJkMn\r
    \r
    These two codes are strictly per=\r
    sonal =E2=80=93 keep them.\r

    """

  @Test("a quoted-printable mail gives recipient and text")
  func quotedPrintable() throws {
    let mail = try #require(MailText(Data(Self.plain.utf8)))

    #expect(mail.recipient == "lena@customs.example")
    #expect(mail.text.contains("strictly personal – keep them."))
    #expect(TemporaryPasswordLine.find(in: mail.text) == "Ab3dEf7hJkMn")
  }

  @Test("of a multipart mail the plain part is read", arguments: ["\n", "\r\n"])
  func multipart(end: String) throws {
    let body = Data("Kennwort\nXY3dEf7hJkMn\n".utf8).base64EncodedString()
    let lines = [
      "To: sam@customs.example", "MIME-Version: 1.0",
      "Content-Type: multipart/alternative;", " boundary=\"b=1\"", "", "--b=1",
      "Content-Type: text/html; charset=utf-8", "", "<p>HTML</p>", "--b=1",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", body,
      "--b=1--", "",
    ]

    let mail = try #require(MailText(Data(lines.joined(separator: end).utf8)))

    #expect(mail.recipient == "sam@customs.example")
    #expect(TemporaryPasswordLine.find(in: mail.text) == "XY3dEf7hJkMn")
  }

  @Test(
    "words and links are no passwords",
    arguments: ["Registration", "http://a.b/c", "abcdefghijk1", "ABCDEFGHIJKL", "Ab3dEf7hJkM"])
  func lookalikes(line: String) {
    #expect(TemporaryPasswordLine.find(in: "Hello\n\(line)\nBye") == nil)
  }

  @Test("mail that comes while one waits is found, the newest first")
  func waiting() async throws {
    try await withFolder(["new/1.a": Self.plain]) { folder in
      let mailbox = Mailbox(folder)
      let first = try await mailbox.wait(for: "lena@customs.example", upTo: .seconds(10)) {
        TemporaryPasswordLine.find(in: $0)
      }
      async let sam = mailbox.wait(for: "sam@customs.example", upTo: .seconds(10)) { $0 }
      let mail = "To: sam@customs.example\n\nHello Sam"
      try FileManager.default.createDirectory(
        at: folder.appending(path: "tmp"), withIntermediateDirectories: true)
      let written = folder.appending(path: "tmp/2.a")
      try Data(mail.utf8).write(to: written)
      try FileManager.default.moveItem(at: written, to: folder.appending(path: "new/2.a"))

      #expect(first == "Ab3dEf7hJkMn")
      #expect(try await sam == "Hello Sam")
    }
  }

  @Test("who waits in vain is told for whom and where")
  func inVain() async throws {
    try await withFolder { folder in
      let error = await #expect(throws: Mailbox.NoMail.self) {
        try await Mailbox(folder).wait(for: "a@b.example", upTo: .zero) { $0 }
      }
      #expect(error?.description.hasPrefix("no mail for a@b.example came into /") == true)
    }
  }
}
