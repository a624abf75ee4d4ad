public import Foundation

/// A value of which the server takes arrays.
public protocol PostgresArrayElement: PostgresEncodable, PostgresDecodable {
  /// The type of an array of these.
  static var postgresArrayType: PostgresType { get }
  /// The type of one of them inside an array.
  static var postgresElementType: PostgresType { get }
  /// An array of these in its binary form.
  static func postgresBytes(of values: [Self]) -> [UInt8]
  /// An array of these out of its binary form.
  static func postgresArray(from cell: PostgresCell) throws(PostgresMismatch) -> [Self]
}

extension PostgresArrayElement {
  /// The type of the value itself.
  public static var postgresElementType: PostgresType { postgresType }

  /// One dimension, no nulls, lower bound 1.
  public static func postgresBytes(of values: [Self]) -> [UInt8] {
    NullableArray<Self>.bytes(of: values, hasNull: false)
  }

  /// Takes one dimension without nulls; anything else is a mismatch.
  public static func postgresArray(from cell: PostgresCell) throws(PostgresMismatch) -> [Self] {
    var reader = BinaryReader(cell.bytes)
    guard let dimensions = reader.integer(Int32.self), reader.integer(Int32.self) != nil,
      let type = reader.integer(UInt32.self), dimensions <= 1
    else { throw PostgresMismatch("is no array of one dimension") }
    guard dimensions == 1 else { return [] }
    guard let count = reader.integer(Int32.self), reader.integer(Int32.self) != nil else {
      throw PostgresMismatch("is no array of one dimension")
    }
    var values: [Self] = []
    values.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let length = reader.integer(Int32.self), length >= 0,
        let bytes = reader.bytes(Int(length))
      else { throw PostgresMismatch("is an array that holds null") }
      values.append(try Self(from: PostgresCell(type: PostgresType(rawValue: type), bytes: bytes)))
    }
    return values
  }
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
  public static var postgresType: PostgresType { Element.postgresArrayType }
  public func postgresBytes() -> [UInt8]? { Element.postgresBytes(of: self) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    self = try Element.postgresArray(from: cell)
  }
}

extension Bool: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .boolArray }
}

extension Int: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int64: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int32: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .int4Array }
}

extension Double: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .float8Array }
}

extension String: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .textArray }
  public static var postgresElementType: PostgresType { .text }
}

extension UUID: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .uuidArray }
}

extension Date: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .timestamptzArray }
}

/// Bytes are no array of numbers to the server but one value: bytea.
extension UInt8: PostgresArrayElement {
  public static var postgresType: PostgresType { .int2 }
  public static var postgresArrayType: PostgresType { .bytea }
  public func postgresBytes() -> [UInt8]? { Int16(self).networkBytes }

  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    guard let value = UInt8(exactly: try Int(from: cell)) else {
      throw PostgresMismatch("is outside 0 to 255")
    }
    self = value
  }

  public static func postgresBytes(of values: [UInt8]) -> [UInt8] { values }

  public static func postgresArray(from cell: PostgresCell) throws(PostgresMismatch) -> [UInt8] {
    guard cell.type == .bytea || cell.type.isTextual else { throw cell.mismatch("bytes") }
    return Array(cell.bytes)
  }
}

/// A list of byte strings: bytea[].
extension [UInt8]: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .byteaArray }
}
