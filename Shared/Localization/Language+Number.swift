import Foundation

extension Language {
  /// A number with exactly `digits` decimals. Arabic texts use the digits 0 to 9, as the WCO's do.
  public func number(_ value: Double, digits: Int) -> String {
    let plain = String(format: "%.\(digits)f", value)
    return self == .english || self == .arabic
      ? plain : plain.replacingOccurrences(of: ".", with: ",")
  }

  /// A part of one as a percentage, `0.625` as "62.50 %" with two digits.
  public func percent(_ part: Double, digits: Int) -> String {
    self.number(part * 100, digits: digits) + "\u{A0}%"
  }
}
