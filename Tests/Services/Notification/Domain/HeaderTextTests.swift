import Foundation
import NotificationDomain
import Testing

@Suite struct HeaderTextTests {
  @Test("a short ASCII subject stays as it is")
  func plain() throws {
    #expect(try HeaderText.field("Subject", "Hello, world") == "Subject: Hello, world\r\n")
  }

  @Test("a long ASCII subject is folded at a space and comes back whole")
  func folding() throws {
    let subject = "CLiKC, the WCO Customs Learning and Knowledge Community: New user account"

    let field = try HeaderText.field("Subject", subject)

    #expect(lines(field).allSatisfy { $0.utf8.count <= 76 })
    #expect(field.replacing("\r\n ", with: " ") == "Subject: \(subject)\r\n")
  }

  @Test("other scripts become encoded words of at most 75 characters")
  func encodedWords() throws {
    let subject = String(repeating: "مجتمع التعلم الجمركي ", count: 8) + "🛃"

    let field = try HeaderText.field("Subject", subject)

    #expect(field.utf8.allSatisfy { $0 < 128 })
    #expect(lines(field).allSatisfy { $0.utf8.count <= 76 })
    #expect(decodedWords(field) == subject)
  }

  @Test(
    "what could be taken for an encoded word, or lost in folding, is encoded",
    arguments: ["=?UTF-8?Q?x?=", " lead", "trail ", String(repeating: "x", count: 200)])
  func ambiguous(text: String) throws {
    #expect(decodedWords(try HeaderText.field("Subject", text)) == text)
  }

  @Test(
    "a line break or another control character in a header is refused",
    arguments: ["a\r\nBcc: x@example.org", "a\nb", "a\rb", "a\u{0}b", "a\u{2028}b", "\u{7F}"])
  func injection(text: String) {
    #expect(throws: MailFault.controlCharacter) { try HeaderText.field("Subject", text) }
    #expect(throws: MailFault.controlCharacter) { try MailAddress("a@b.org", name: text) }
  }

  @Test("a name is quoted, its quotation marks and backslashes escaped")
  func quotedName() throws {
    let address = try MailAddress("a@b.org", name: #"O"Neil \ Sons, Ltd."#)

    #expect(HeaderText.field("To", address) == #"To: "O\"Neil \\ Sons, Ltd." <a@b.org>"# + "\r\n")
  }

  @Test(
    "an address that could end its command or header early is refused",
    arguments: [
      "", "a", "a@", "@b", "a@b@c", "a b@c.org", "a@b.org>", "a@b.org\r\nDATA", "<a@b.org",
      "a,b@c.org", "é@b.org", String(repeating: "x", count: 250) + "@b.org",
    ])
  func badAddress(text: String) {
    #expect(throws: MailFault.badAddress) { try MailAddress(text) }
  }

  private func lines(_ field: String) -> [Substring] {
    field.split(separator: "\r\n")
  }

  private func decodedWords(_ field: String) -> String {
    field.split(separator: " ").compactMap { word -> Data? in
      let parts = word.split(separator: "?")
      guard parts.count == 5, parts[1] == "UTF-8", parts[2] == "B" else { return nil }
      return Data(base64Encoded: String(parts[3]))
    }.map { String(decoding: $0, as: UTF8.self) }.joined()
  }
}
