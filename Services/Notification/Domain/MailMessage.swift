package import Foundation

/// A mail from header to last line (RFC 5322, MIME). It depends on nothing but its properties, so
/// that every try sends the same bytes.
package struct MailMessage: Sendable {
  /// The notification's; it makes the Message-ID and the boundary.
  package let id: UUID
  package let from: MailAddress
  package let to: MailAddress
  /// When the mail was asked for, not when it is sent.
  package let date: Date
  package let text: MailText
  /// Where one request, without a login, ends mail of this kind (RFC 8058); nil for mail that is sent
  /// once and for a reason.
  package let unsubscribe: String?

  package init(
    id: UUID, from: MailAddress, to: MailAddress, date: Date, text: MailText,
    unsubscribe: String? = nil
  ) {
    self.id = id
    self.from = from
    self.to = to
    self.date = date
    self.text = text
    self.unsubscribe = unsubscribe
  }

  private var listFields: String {
    guard let unsubscribe = self.unsubscribe else { return "" }
    return "List-Unsubscribe:\r\n <\(unsubscribe)>\r\n"
      + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
  }

  /// The value of Message-ID, with its angle brackets.
  package var messageID: String { "<\(self.id.uuidString.lowercased())@\(self.from.domain)>" }

  /// The bytes to send, with CRLF line ends and seven bits. Throws when the subject would break
  /// out of its header.
  package func encoded() throws(MailFault) -> [UInt8] {
    // No encoded body can hold "=_": quoted-printable has two digits after "=".
    let boundary = "=_\(self.id.uuidString.lowercased())"
    let header =
      HeaderText.field("From", self.from) + HeaderText.field("To", self.to)
      + (try HeaderText.field("Subject", self.text.subject))
      + "Date: \(CivilDate(self.date).internetText)\r\n"
      + "Message-ID: \(self.messageID)\r\n"
      + "MIME-Version: 1.0\r\n"
      + "Content-Language: \(self.text.language.rawValue)\r\n"
      + "Auto-Submitted: auto-generated\r\n"
      + self.listFields
      + "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n\r\n"
    let bodies = [("plain", self.text.plain), ("html", self.text.html)].map { subtype, text in
      let encoding = BodyEncoding(for: text)
      return "--\(boundary)\r\nContent-Type: text/\(subtype); charset=utf-8\r\n"
        + "Content-Transfer-Encoding: \(encoding.rawValue)\r\n\r\n" + encoding.encode(text)
    }
    return Array((header + bodies.joined() + "--\(boundary)--\r\n").utf8)
  }
}
