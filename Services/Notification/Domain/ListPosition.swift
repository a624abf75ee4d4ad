package import Foundation

/// A mail on the list of those that did not arrive, by what the list goes by: where its next page begins.
package struct UndeliveredPosition: Equatable, Sendable {
  /// When the mail's state last changed, to the microsecond, as the database has it.
  package let changedAt: Date
  package let mail: UUID

  package init(changedAt: Date, mail: UUID) {
    self.changedAt = changedAt
    self.mail = mail
  }

  /// Microseconds since 1970 and the mail's number.
  package var text: String {
    let micros = Int64((self.changedAt.timeIntervalSince1970 * 1e6).rounded())
    return "\(micros)-\(self.mail.uuidString.replacing("-", with: "").lowercased())"
  }

  /// A position as it was written; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    // Of years that the database knows, and calendars do.
    guard parts.count == 2, let micros = Int64(parts[0]),
      (0...253_402_300_799_000_000).contains(micros),
      let mail = UUID(hexadecimal: parts[1])
    else { return nil }
    self.init(changedAt: Date(timeIntervalSince1970: Double(micros) / 1e6), mail: mail)
  }
}

extension UUID {
  /// Reads 32 hexadecimal digits; nil for anything else.
  package init?(hexadecimal digits: some StringProtocol) {
    let digits = Array(digits)
    guard digits.count == 32 else { return nil }
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    self.init(uuidString: groups.joined(separator: "-"))
  }
}
