/// A part of a whole mark, counted in a unit that makes every whole, half, third … twentieth and
/// every thousandth an exact number: sums of them do not depend on their order, and three thirds
/// are one.
package struct Worth: Sendable, Hashable {
  /// How many units make a whole mark: a thousand times the least common multiple of 1 to 20.
  package static let whole = 232_792_560_000

  /// How far the best answer's parts may miss the whole: what rounding twenty of them can come to.
  static let tolerance = whole / 40_000

  /// Units, negative when choosing an option takes marks away.
  package let units: Int

  package init(units: Int) { self.units = units }

  /// The nearest part of a whole with a denominator up to 20 when `part` is within a millionth of
  /// it, so that an author may write 0.333333; otherwise the nearest unit.
  ///
  /// - Returns: nil when `part` is not between -1 and 1.
  package init?(_ part: Double) {
    guard (-1...1).contains(part) else { return nil }
    for denominator in 1...20 {
      let numerator = (part * Double(denominator)).rounded()
      if abs(part - numerator / Double(denominator)) <= 1e-6 {
        self.units = Int(numerator) * (Self.whole / denominator)
        return
      }
    }
    self.units = Int((part * Double(Self.whole)).rounded())
  }

  /// As a part of the whole; a full mark is exactly 1.
  package var part: Double { Double(self.units) / Double(Self.whole) }

  /// The mean of some worths as a part of `scale`; 0 when there are none. The quotient of two exact
  /// numbers, so that 7 of 10 is the very number 0.7 and comparing it with a pass mark is safe.
  package static func mean(_ worths: [Worth], scale: Int = 1) -> Double {
    guard !worths.isEmpty else { return 0 }
    let sum = worths.reduce(0) { $0 + $1.units }
    return Double(sum * scale) / Double(Self.whole * worths.count)
  }
}
