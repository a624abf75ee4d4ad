import CQREncode

/// A QR code as dark and light modules.
struct QRSymbol {
  /// Modules on a side, the quiet zone not counted.
  let side: Int
  private let modules: [UInt8]

  /// Encodes bytes with error correction that survives 15 % of damage; nil when they are too many.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else {
      return nil
    }
    defer { QRcode_free(code) }
    self.side = Int(code.pointee.width)
    self.modules = Array(
      UnsafeBufferPointer(start: code.pointee.data, count: self.side * self.side))
  }

  /// The dark modules of a row, as runs from left to right.
  func runs(row: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for column in 0..<self.side where self.modules[row * self.side + column] & 1 == 1 {
      if let last = runs.last, last.upperBound == column {
        runs[runs.count - 1] = last.lowerBound..<column + 1
      } else {
        runs.append(column..<column + 1)
      }
    }
    return runs
  }
}
