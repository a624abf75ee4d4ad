/// Texts of cells write what XML cannot hold, such as a carriage return, as `_x000D_` (ST_Xstring of ECMA-376).
enum EscapedText {
  private static let underscore: UInt16 = 0x5F
  private static let letterX: UInt16 = 0x78

  /// The text that was meant. What stands for NUL is left as it is written: no text of ours has it in it.
  static func decoded(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    let units = Array(text.utf16)
    var meant: [UInt16] = []
    var place = 0
    while place < units.count {
      if let unit = unit(units[place...]), unit != 0 {
        meant.append(unit)
        place += 7
      } else {
        meant.append(units[place])
        place += 1
      }
    }
    return String(decoding: meant, as: UTF16.self)
  }

  /// The unit of UTF-16 that the beginning of `units` stands for.
  private static func unit(_ units: ArraySlice<UInt16>) -> UInt16? {
    let first = units.startIndex
    guard units.count >= 7, units[first] == underscore, units[first + 1] == letterX,
      units[first + 6] == underscore
    else { return nil }
    var meant: UInt16 = 0
    for unit in units[(first + 2)..<(first + 6)] {
      guard let digit = Unicode.Scalar(unit).flatMap({ Character($0).hexDigitValue }) else {
        return nil
      }
      meant = meant << 4 | UInt16(digit)
    }
    return meant
  }

  /// `text` as the content of an element: nothing in it is a tag, and all of it can stand in XML.
  static func encoded(_ text: String) -> String {
    var written = ""
    let isEscape = text.contains("_x")
    for (place, scalar) in zip(text.unicodeScalars.indices, text.unicodeScalars) {
      switch scalar {
      case "&": written += "&amp;"
      case "<": written += "&lt;"
      case ">": written += "&gt;"
      case "_" where isEscape && unit(Array(text[place...].utf16.prefix(7))[...]) != nil:
        written += "_x005F_"
      case "\t", "\n": written.unicodeScalars.append(scalar)
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": written += escape(scalar)
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
  }
}
