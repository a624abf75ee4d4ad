import Foundation
import NotificationDomain
import Testing

@Suite struct DKIMCanonicalTests {
  @Test("the example of RFC 6376 section 3.4.5 comes out as it says there")
  func example() {
    let fields = ["A: X\r\n", "B : Y\t\r\n\tZ  \r\n"].map {
      String(decoding: DKIMCanonical.field(Array($0.utf8)), as: UTF8.self)
    }
    #expect(fields == ["a:X", "b:Y Z"])
    let body = DKIMCanonical.body(Array(" C \r\nD \t E\r\n\r\n\r\n".utf8))
    #expect(String(decoding: body, as: UTF8.self) == " C\r\nD E\r\n")
  }

  @Test(
    "a body without text is nothing, and one without a last line end gets it",
    arguments: [("", ""), ("\r\n\r\n", ""), (" \t\r\n", ""), ("a", "a\r\n"), ("a\r\n", "a\r\n")])
  func bodies(body: String, canonical: String) {
    #expect(
      String(decoding: DKIMCanonical.body(Array(body.utf8)), as: UTF8.self) == canonical)
  }

  @Test("a signature names what it covers, the closed fields once more, in lines of 78 at most")
  func signature() throws {
    let signer = DKIMSigner(
      domain: "clikc.example", selector: "s1", digest: { _ in [1, 2, 3] },
      signature: { _ in [UInt8](repeating: 255, count: 256) })
    let mail = "From: a@b.org\r\nX-Other: 1\r\nSubject: x\r\n y\r\nDate: now\r\n\r\nHello\r\n"

    let signed = String(
      decoding: try signer.sign(
        Array(mail.utf8), at: Date(timeIntervalSince1970: 1_795_511_107)), as: UTF8.self)

    #expect(signed.hasSuffix(mail))
    let field = signed.dropLast(mail.count).replacing("\r\n", with: "")
    #expect(field.contains(" d=clikc.example; s=s1; t=1795511107;"))
    #expect(field.contains(" h=from:subject:date:from:to:subject:date;"))
    #expect(field.contains(" bh=AQID;"))
    #expect(signed.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
  }

  @Test("what is signed is the covered fields, then the signature itself without its value")
  func signedBytes() throws {
    let signer = DKIMSigner(
      domain: "b.org", selector: "s", digest: { $0 }, signature: { $0 })
    let mail = "From:  A\r\nTo: B\r\n\r\n"

    let signed = String(
      decoding: try signer.sign(Array(mail.utf8), at: Date(timeIntervalSince1970: 0)),
      as: UTF8.self)

    let value = try #require(signed.firstRange(of: " b="))
    let text = signed[value.upperBound...].dropLast(mail.count).replacing("\r\n ", with: "")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let bytes = try #require(Data(base64Encoded: text))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "from:A\r\nto:B\r\n"
        + "dkim-signature:v=1; a=rsa-sha256; c=relaxed/relaxed; d=b.org; s=s; t=0; "
        + "h=from:to:from:to:subject:date; bh=; b=")
  }
}
