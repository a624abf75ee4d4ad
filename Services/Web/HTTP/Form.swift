/// The fields of a posted form or of a query, decoded.
struct Form: Equatable, Sendable {
  private var fields: [String: [String]] = [:]

  init() {}

  /// Decodes application/x-www-form-urlencoded bytes; nil when an escape is broken, the bytes are no
  /// UTF-8, a NUL is among them, or there are more than `limit` fields.
  init?(_ bytes: some Sequence<UInt8>, limit: Int = 1000) {
    let pairs = Array(bytes).split(separator: UInt8(ascii: "&"))
    guard pairs.count <= limit else { return nil }
    for pair in pairs {
      let halves = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(halves[0]),
        let value = Self.decoded(halves.count > 1 ? halves[1] : [])
      else { return nil }
      fields[name, default: []].append(value)
    }
  }

  /// The first value of a field; empty when it is not there.
  subscript(_ name: String) -> String { fields[name]?.first ?? "" }

  /// Every value of a field, in order.
  func all(_ name: String) -> [String] { fields[name] ?? [] }

  /// The first value, or nil when it is missing or empty.
  func value(_ name: String) -> String? { self[name].isEmpty ? nil : self[name] }

  private static func decoded(_ text: ArraySlice<UInt8>) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var rest = text
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(nibble), let low = rest.popFirst().flatMap(nibble)
        else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    guard !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    Character(UnicodeScalar(digit)).hexDigitValue.map { UInt8($0) }
  }
}
