import Foundation

extension Language {
  /// A number with exactly `digits` decimals. Arabic texts use the digits 0 to 9, as the WCO's do.
  public func number(_ value: Double, digits: Int) -> String {
    let plain = String(format: "%.\(digits)f", value)
    return self == .english || self == .arabic
      ? plain : plain.replacingOccurrences(of: ".", with: ",")
  }

  /// A whole number; from five digits on in groups of three with narrow spaces that do not break, which all five
  /// languages read alike (ISO 80000-1, 7.3.1).
  public func whole(_ value: Int) -> String {
    let digits = String(value.magnitude)
    guard digits.count > 4 else { return String(value) }
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (value < 0 ? "-" : "") + groups.joined(separator: "\u{202F}")
  }

  /// A part of one as a percentage, `0.625` as "62.50 %" with two digits.
  public func percent(_ part: Double, digits: Int) -> String {
    self.number(part * 100, digits: digits) + "\u{A0}%"
  }
}
