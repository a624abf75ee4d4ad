import Foundation

/// What a relay answered: three digits and a text (RFC 5321 section 4.2).
package struct SMTPReply: Hashable, Sendable {
  package let code: Int
  /// One line without control characters, at most 200 characters.
  package let text: String

  package init(code: Int, text: String) {
    self.code = code
    let printable = text.unicodeScalars.map { HeaderText.isControl($0) ? " " : String($0) }
    self.text = String(
      printable.joined().trimmingCharacters(in: .whitespaces).prefix(200))
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

  /// What it means for the mail it answers.
  package var outcome: DeliveryOutcome {
    let answer = "\(self.code) \(self.text)"
    switch self.code {
    case 200...299: return .accepted(answer)
    // The relay is going away, or will not talk to us: no fault of this mail's.
    case 421, 530, 534, 535, 538, 454: return .unreachable(answer)
    case 500...599: return .refused(answer)
    default: return .deferred(answer)
    }
  }
}
