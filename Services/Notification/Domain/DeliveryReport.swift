package import Foundation

/// What came back about a mail the relay had taken: a delivery status notification (RFC 3464).
package struct DeliveryReport: Equatable, Sendable {
  /// Which mail it is about.
  package let mail: UUID
  /// How the failure counts; nil when the mail is only late, or was delivered.
  package let failure: SuppressionRule.Failure?
  /// What the last server said, in a line.
  package let reason: String

  /// Reads a mail that came back. Nil for anything but a report about a mail of ours, which is told
  /// by the address it came to, or by the Message-ID of what it returns.
  ///
  /// - Parameters:
  ///   - returnPath: Whose addresses name mails; nil when all mail has the same.
  ///   - domain: The domain of our Message-IDs.
  package init?(_ message: MIMEPart, returnPath: ReturnPath?, domain: String) {
    guard message.mediaType == "multipart/report" else { return nil }
    let parts = message.parts
    guard let status = parts.first(where: { $0.mediaType == "message/delivery-status" }),
      let recipient = Self.recipient(status.text),
      let mail = returnPath.flatMap({ Self.mail(to: message, $0) })
        ?? Self.mail(returned: parts, domain)
    else { return nil }
    let code = recipient["status"].flatMap { EnhancedStatus($0.prefix { $0 != " " }) }
    self.mail = mail
    self.failure =
      recipient["action"]?.lowercased() == "failed"
      ? (code?.namesNobody == true ? .hard : .soft) : nil
    // After the type, which is nearly always "smtp".
    let diagnostic = recipient["diagnostic-code"]?.split(separator: ";", maxSplits: 1).last
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let reason = [recipient["status"], diagnostic].compactMap { $0 }
    self.reason = oneLine(reason.joined(separator: " "), longest: 200)
  }

  /// The fields of the first recipient: the blocks after the first, which is the message's.
  private static func recipient(_ report: String) -> [String: String]? {
    for block in report.replacing("\r\n", with: "\n").components(separatedBy: "\n\n") {
      let fields = MIMEPart.fields(block)
      guard fields.contains(where: { $0.name == "action" }) else { continue }
      return Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
    }
    return nil
  }

  private static func mail(to message: MIMEPart, _ returnPath: ReturnPath) -> UUID? {
    for name in ["delivered-to", "x-original-to", "envelope-to", "to"] {
      for value in message.values(name) {
        let address = value.split(separator: "<").last?.prefix { $0 != ">" } ?? ""
        if let mail = returnPath.mail(of: address.trimmingCharacters(in: .whitespaces)) {
          return mail
        }
      }
    }
    return nil
  }

  private static func mail(returned parts: [MIMEPart], _ domain: String) -> UUID? {
    let kinds = ["message/rfc822", "text/rfc822-headers", "message/rfc822-headers"]
    for part in parts where kinds.contains(part.mediaType) {
      guard let identity = MIMEPart(part.text).values("message-id").first else { continue }
      let pieces = identity.trimmingCharacters(in: CharacterSet(charactersIn: "<> "))
        .split(separator: "@")
      if pieces.count == 2, pieces[1].lowercased() == domain.lowercased() {
        return UUID(uuidString: String(pieces[0]))
      }
    }
    return nil
  }
}
