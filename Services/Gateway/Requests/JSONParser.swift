/// Why bytes are no JSON we take, and where.
struct JSONFault: Error, Equatable {
  /// What is wrong.
  enum Kind: Equatable {
    /// Not JSON (RFC 8259).
    case syntax
    /// Not UTF-8, or an escape of half a character.
    case encoding
    /// Nested deeper than ``JSONParser/deepest``.
    case depth
    /// A name stands twice in one object.
    case repeatedName(String)
  }

  let kind: Kind
  /// The byte at fault, from 0.
  let offset: Int
}

/// Reads JSON strictly: valid UTF-8, no name twice in an object, bounded depth, nothing behind the value.
struct JSONParser {
  /// The most objects and arrays inside each other.
  static let deepest = 32

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that the bytes spell; throws ``JSONFault``.
  static func value(of bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.fault(.syntax) }
    return value
  }

  private func fault(_ kind: JSONFault.Kind) -> JSONFault {
    JSONFault(kind: kind, offset: self.position)
  }

  private var next: UInt8? {
    self.position < self.bytes.count ? self.bytes[self.position] : nil
  }

  private mutating func skipSpace() {
    while let byte = self.next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      self.position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    self.skipSpace()
    guard self.next == byte else { return false }
    self.position += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    self.skipSpace()
    guard depth <= Self.deepest else { throw self.fault(.depth) }
    switch self.next {
    case UInt8(ascii: "{"): return try self.object(depth: depth)
    case UInt8(ascii: "["): return try self.array(depth: depth)
    case UInt8(ascii: "\""): return .text(try self.text())
    case UInt8(ascii: "t"): return try self.word("true", .boolean(true))
    case UInt8(ascii: "f"): return try self.word("false", .boolean(false))
    case UInt8(ascii: "n"): return try self.word("null", .null)
    default: return try self.number()
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
    self.position += 1
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    if self.take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      self.skipSpace()
      let start = self.position
      guard self.next == UInt8(ascii: "\"") else { throw self.fault(.syntax) }
      let name = try self.text()
      guard names.insert(name).inserted else {
        throw JSONFault(kind: .repeatedName(name), offset: start)
      }
      guard self.take(UInt8(ascii: ":")) else { throw self.fault(.syntax) }
      members.append(.init(name: name, value: try self.value(depth: depth + 1)))
    } while self.take(UInt8(ascii: ","))
    guard self.take(UInt8(ascii: "}")) else { throw self.fault(.syntax) }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
    self.position += 1
    var values: [JSONValue] = []
    if self.take(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      values.append(try self.value(depth: depth + 1))
    } while self.take(UInt8(ascii: ","))
    guard self.take(UInt8(ascii: "]")) else { throw self.fault(.syntax) }
    return .array(values)
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(JSONFault) -> JSONValue {
    guard self.bytes[self.position...].starts(with: word.utf8) else { throw self.fault(.syntax) }
    self.position += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = self.position
    while let byte = self.next, Self.numberBytes.contains(byte) { self.position += 1 }
    let text = String(decoding: self.bytes[start..<self.position], as: UTF8.self)
    guard JSONNumber.isValid(text) else {
      self.position = start
      throw self.fault(.syntax)
    }
    return .number(text)
  }

  private static let numberBytes = Set("0123456789+-.eE".utf8)

  private mutating func text() throws(JSONFault) -> String {
    var reader = JSONTextReader(bytes: self.bytes, position: self.position + 1)
    let text = try reader.text()
    self.position = reader.position
    return text
  }
}
