internal import CQREncode

/// A QR code as dark and light modules.
public struct QRSymbol: Sendable {
  /// Modules on a side, the quiet zone not counted.
  public let side: Int
  private let modules: [UInt8]

  /// Encodes a text with error correction that survives 15 % of damage; nil when it is too long.
  public init?(_ text: String) {
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
  public func runs(row: Int) -> [Range<Int>] {
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
