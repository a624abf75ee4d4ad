/// Where a cell is: "B7" is the second column of the seventh row.
struct CellReference: Equatable {
  /// Columns and rows of the largest sheet there is.
  static let (lastColumn, lastRow) = (16_384, 1_048_576)

  /// From 1.
  let column: Int
  /// From 1.
  let row: Int

  /// Nil of what is none.
  init?(_ text: String) {
    let letters = text.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    let digits = text.utf8.dropFirst(letters.count)
    guard (1...3).contains(letters.count), (1...7).contains(digits.count),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    column = letters.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) + 1 }
    row = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard column <= Self.lastColumn, (1...Self.lastRow).contains(row) else { return nil }
  }
}
