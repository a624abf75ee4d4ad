import Foundation
import NotificationDomain
import Testing

@Suite struct DeliveryReportTests {
  static let mail = UUID()

  @Test(
    "a report says which mail failed, for good or not, and why",
    arguments: [
      ("failed", "5.1.1", SuppressionRule.Failure.hard), ("failed", "5.2.1", .hard),
      ("failed", "5.1.10", .hard), ("failed", "5.2.2", .soft), ("failed", "4.4.7", .soft),
      ("Failed", "5.7.1", .soft), ("delayed", "4.4.1", nil), ("delivered", "2.0.0", nil),
      ("expanded", "2.0.0", nil),
    ])
  func verdicts(action: String, status: String, failure: SuppressionRule.Failure?) throws {
    let report = try #require(Self.read(ReportSamples.postfix(action: action, status: status)))

    #expect(report.mail == Self.mail)
    #expect(report.failure == failure)
    #expect(report.reason == "\(status) 550 5.1.1 <zoe@customs.example>: nobody here")
  }

  @Test("without an address of its own the mail is told by the Message-ID of what came back")
  func byMessageID() throws {
    let text = ReportSamples.postfix(action: "failed", status: "5.1.1", to: "bounces@clikc.example")

    #expect(try #require(Self.read(text)).mail == Self.mail)
    #expect(Self.read(text.replacing("@clikc.example>", with: "@other.example>")) == nil)
  }

  @Test("a report in base64 and one in quoted-printable are read too")
  func encoded() throws {
    let plain = "Reporting-MTA: dns; mx\n\nAction: failed\nStatus: 5.1.1\n"
    for (encoding, body) in [
      ("base64", Data(plain.utf8).base64EncodedString()),
      ("quoted-printable", plain.replacing("5.1.1", with: "5.1=\n.=31")),
    ] {
      let report = try #require(Self.read(ReportSamples.bare(body, encoding: encoding)))
      #expect(report.failure == .hard)
    }
  }

  @Test(
    "what is no report of ours is none",
    arguments: [
      "", "Subject: out of office\n\nI am away.\n", "Content-Type: multipart/report\n\nx",
      "Content-Type: multipart/report; boundary=b\n\n--b\n\n--b--\n",
      "Content-Type: multipart/report; boundary=\"\"\n\n--\n",
      "\n\n\n", "\r\n", ":\n:\n\n", "Content-Type: multipart/report; boundary=b\n\n--b",
    ])
  func nothing(text: String) {
    #expect(Self.read(text) == nil)
  }

  @Test("a report cut off anywhere is read or refused, never a crash")
  func cut() {
    let text = ReportSamples.postfix(action: "failed", status: "5.1.1")
    for length in stride(from: 0, to: text.count, by: 7) {
      let report = Self.read(String(text.prefix(length)))
      #expect(report == nil || report?.mail == Self.mail)
    }
  }

  @Test("a return path names its mail and no other's")
  func returnPath() throws {
    let path = try #require(ReturnPath(MailAddress("bounces@clikc.example")))
    let address = path.address(of: Self.mail)

    #expect(address.utf8.count == 8 + 32 + 14)
    #expect(path.mail(of: address) == Self.mail)
    #expect(path.mail(of: address.uppercased()) == Self.mail)
    for other in [
      "", "bounces@clikc.example", "bounces+1@clikc.example", "x\(address)", "\(address)x",
      "bounces+\(String(repeating: "g", count: 32))@clikc.example",
    ] {
      #expect(path.mail(of: other) == nil)
    }
    let long = String(repeating: "b", count: 32)
    #expect(ReturnPath(try MailAddress("\(long)@clikc.example")) == nil)
  }

  private static func read(_ text: String) -> DeliveryReport? {
    let path = (try? MailAddress("bounces@clikc.example")).flatMap(ReturnPath.init)
    return DeliveryReport(MIMEPart(text), returnPath: path, domain: "clikc.example")
  }
}
