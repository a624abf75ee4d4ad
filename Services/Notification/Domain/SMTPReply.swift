import Foundation

/// What a relay answered: three digits and a text (RFC 5321 section 4.2).
package struct SMTPReply: Hashable, Sendable {
  package let code: Int
  /// One line without control characters, at most 200 characters.
  package let text: String

  package init(code: Int, text: String) {
    self.code = code
    self.text = oneLine(text, longest: 200)
  }

  /// Reads a line such as `550 5.1.1 No such user`; nil when it is none.
  package init?(line: String) {
    let digits = line.utf8.prefix(3)
    let isReply =
      digits.count == 3
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isReply, let code = Int(line.prefix(3)), (200...599).contains(code) else { return nil }
    self.init(code: code, text: String(line.dropFirst(4)))
  }

  /// Code and text.
  package var line: String { "\(self.code) \(self.text)" }

  /// What it means for the mail that has come to `stage`.
  package func outcome(at stage: SMTPStage) -> DeliveryOutcome {
    switch self.code {
    case 200...299: .accepted(self.line)
    // The relay is going away, or will not talk to us: no fault of this mail's.
    case _ where stage < .sender: .unreachable(self.line)
    case 421, 454, 530, 534, 535, 538: .unreachable(self.line)
    case 500...599 where stage == .recipient && self.namesNobody: .unknownRecipient(self.line)
    case 500...599: .refused(self.line)
    default: .deferred(self.line)
    }
  }

  /// Whether a refusal of RCPT means that the address is wrong: by its enhanced code (RFC 3463), or
  /// without one by the plain one.
  private var namesNobody: Bool {
    if let status = EnhancedStatus(leading: self.text) { return status.namesNobody }
    return [550, 551, 553].contains(self.code)
  }
}

/// Text without control characters and white space at its ends, cut to so many characters.
func oneLine(_ text: String, longest: Int) -> String {
  let printable = text.unicodeScalars.map { HeaderText.isControl($0) ? " " : String($0) }
  return String(printable.joined().trimmingCharacters(in: .whitespaces).prefix(longest))
}
