/// Spells the server's `numeric`, which it sends as digits to the base 10 000.
enum NumericText {
  /// The number in decimal, exactly as the server would print it.
  static func read(_ bytes: UnsafeRawBufferPointer) throws(PostgresMismatch) -> String {
    var reader = BinaryReader(bytes)
    guard let count = reader.integer(Int16.self), let weight = reader.integer(Int16.self),
      let sign = reader.integer(UInt16.self), let scale = reader.integer(Int16.self)
    else { throw PostgresMismatch("holds a broken numeric") }
    switch sign {
    case 0xC000: return "NaN"
    case 0xD000: return "Infinity"
    case 0xF000: return "-Infinity"
    default: break
    }
    var digits: [Int16] = []
    for _ in 0..<count {
      guard let digit = reader.integer(Int16.self) else {
        throw PostgresMismatch("holds a broken numeric")
      }
      digits.append(digit)
    }
    return spell(digits, weight: Int(weight), negative: sign == 0x4000, scale: Int(scale))
  }

  /// `weight` is the power of 10 000 of the first digit, `scale` how many decimals are shown.
  private static func spell(_ digits: [Int16], weight: Int, negative: Bool, scale: Int) -> String {
    func digit(_ power: Int) -> String {
      let index = weight - power
      let text = String(digits.indices.contains(index) ? digits[index] : 0)
      return String(repeating: "0", count: 4 - text.count) + text
    }
    let whole = weight < 0 ? "" : (0...weight).reversed().map(digit).joined()
    let trimmed = whole.drop { $0 == "0" }
    var text = (negative ? "-" : "") + (trimmed.isEmpty ? "0" : String(trimmed))
    guard scale > 0 else { return text }
    let groups = (scale + 3) / 4
    text += "." + (1...groups).map { digit(-$0) }.joined().prefix(scale)
    return text
  }
}
