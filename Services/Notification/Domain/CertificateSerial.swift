/// The serial number printed on a certificate, such as `CLIKC-2026-000042-8`: the year it was
/// issued, a number never given twice, and a check digit that finds any one wrong digit and any
/// two neighbours exchanged (H. Damm's quasigroup of order 10).
package struct CertificateSerial: Hashable, Sendable {
  package let text: String

  package init(year: Int, number: Int64) {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    self.text = "CLIKC-\(year)-\(padded)-\(Self.checkDigit("\(year)\(padded)"))"
  }

  /// Reads a serial; nil when it has another form or its check digit is wrong.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard
      parts.count == 4, parts[0] == "CLIKC", parts[1].count == 4, parts[2].count >= 6,
      parts[3].count == 1,
      parts.dropFirst().allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      String(parts[3]) == Self.checkDigit("\(parts[1])\(parts[2])")
    else { return nil }
    self.text = text
  }

  private static let quasigroup = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9], [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5], [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
  ]

  private static func checkDigit(_ digits: String) -> String {
    let check = digits.utf8.reduce(0) { interim, digit in
      Self.quasigroup[interim][Int(digit - 0x30)]
    }
    return "\(check)"
  }
}
