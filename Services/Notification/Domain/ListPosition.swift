package import Foundation

/// A row of a list that begins with what happened last, by what the list goes by: where its next page begins.
package struct ListPosition: Equatable, Sendable {
  /// When it happened, to the microsecond, as the database has it.
  package let time: Date
  /// The row's number.
  package let id: UUID

  package init(time: Date, id: UUID) {
    self.time = time
    self.id = id
  }

  /// Microseconds since 1970 and the row's number.
  package var text: String {
    let micros = Int64((self.time.timeIntervalSince1970 * 1e6).rounded())
    return "\(micros)-\(self.id.uuidString.replacing("-", with: "").lowercased())"
  }

  /// A position as it was written; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    // Of years that the database knows, and calendars do.
    guard parts.count == 2, let micros = Int64(parts[0]),
      (0...253_402_300_799_000_000).contains(micros),
      let id = UUID(hexadecimal: parts[1])
    else { return nil }
    self.init(time: Date(timeIntervalSince1970: Double(micros) / 1e6), id: id)
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
