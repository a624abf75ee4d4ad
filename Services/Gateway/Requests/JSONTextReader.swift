/// Reads the inside of one JSON string, up to and with its closing quote.
struct JSONTextReader {
  let bytes: [UInt8]
  /// The next byte to read.
  var position: Int

  /// The text; throws ``JSONFault``.
  mutating func text() throws(JSONFault) -> String {
    let start = self.position
    var text: [UInt8] = []
    while self.position < self.bytes.count {
      let byte = self.bytes[self.position]
      switch byte {
      case UInt8(ascii: "\""):
        self.position += 1
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw JSONFault(kind: .encoding, offset: start)
        }
        return valid
      case UInt8(ascii: "\\"):
        text += String(try self.escape()).utf8
      case 0..<0x20: throw self.fault(.syntax)
      default:
        text.append(byte)
        self.position += 1
      }
    }
    throw self.fault(.syntax)
  }

  private func fault(_ kind: JSONFault.Kind) -> JSONFault {
    JSONFault(kind: kind, offset: self.position)
  }

  private static let shortEscapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
    UInt8(ascii: "b"): "\u{08}", UInt8(ascii: "f"): "\u{0C}", UInt8(ascii: "n"): "\n",
    UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  private mutating func escape() throws(JSONFault) -> Character {
    guard self.position + 1 < self.bytes.count else { throw self.fault(.syntax) }
    let kind = self.bytes[self.position + 1]
    if let scalar = Self.shortEscapes[kind] {
      self.position += 2
      return Character(scalar)
    }
    guard kind == UInt8(ascii: "u") else { throw self.fault(.syntax) }
    return Character(try self.unicodeEscape())
  }

  /// `\uXXXX`, or two of them for a character outside the basic plane.
  private mutating func unicodeEscape() throws(JSONFault) -> Unicode.Scalar {
    let first = try self.codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(first), self.position + 1 < self.bytes.count,
      self.bytes[self.position] == UInt8(ascii: "\\"),
      self.bytes[self.position + 1] == UInt8(ascii: "u")
    else { throw self.fault(.encoding) }
    let second = try self.codeUnit()
    guard UTF16.isTrailSurrogate(second) else { throw self.fault(.encoding) }
    let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    guard let scalar = Unicode.Scalar(value) else { throw self.fault(.encoding) }
    return scalar
  }

  private mutating func codeUnit() throws(JSONFault) -> UInt16 {
    let digits = self.bytes.dropFirst(self.position + 2).prefix(4)
    let isHexadecimal = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard digits.count == 4, isHexadecimal,
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw self.fault(.syntax) }
    self.position += 6
    return unit
  }
}

/// The grammar of JSON numbers (RFC 8259 §6).
enum JSONNumber {
  /// Whether a text is a JSON number.
  static func isValid(_ text: String) -> Bool {
    var rest = text[...]
    if rest.first == "-" { rest = rest.dropFirst() }
    let whole = Self.digits(&rest)
    guard !whole.isEmpty, whole == "0" || whole.first != "0" else { return false }
    if rest.first == "." {
      rest = rest.dropFirst()
      guard !Self.digits(&rest).isEmpty else { return false }
    }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
      guard !Self.digits(&rest).isEmpty else { return false }
    }
    return rest.isEmpty
  }

  private static func digits(_ text: inout Substring) -> Substring {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    text = text.dropFirst(digits.count)
    return digits
  }
}
