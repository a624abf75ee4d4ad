public import Foundation

/// A value that can be bound in a query.
public protocol PostgresEncodable: Sendable {
  /// The type announced to the server; `unknown` lets it infer one from the place of the value.
  static var postgresType: PostgresType { get }

  /// The value in the type's binary form (for `unknown`: as text), or nil for null.
  func postgresBytes() -> [UInt8]?
}

/// One value as it goes to the server.
public struct PostgresBind: Sendable {
  let type: PostgresType
  let bytes: [UInt8]?

  init(_ value: some PostgresEncodable) {
    type = Swift.type(of: value).postgresType
    bytes = value.postgresBytes()
  }
}

extension FixedWidthInteger {
  /// The bytes of the number, most significant first, as the server writes numbers.
  var networkBytes: [UInt8] {
    withUnsafeBytes(of: bigEndian) { Array($0) }
  }
}

/// Text is announced without a type, so that it fits enumerations, jsonb, dates and whatever else
/// is written as text.
extension String: PostgresEncodable {
  public static var postgresType: PostgresType { .unknown }
  public func postgresBytes() -> [UInt8]? { Array(utf8) }
}

extension Bool: PostgresEncodable {
  public static var postgresType: PostgresType { .bool }
  public func postgresBytes() -> [UInt8]? { [self ? 1 : 0] }
}

extension Int: PostgresEncodable {
  public static var postgresType: PostgresType { .int8 }
  public func postgresBytes() -> [UInt8]? { networkBytes }
}

extension Int64: PostgresEncodable {
  public static var postgresType: PostgresType { .int8 }
  public func postgresBytes() -> [UInt8]? { networkBytes }
}

extension Int32: PostgresEncodable {
  public static var postgresType: PostgresType { .int4 }
  public func postgresBytes() -> [UInt8]? { networkBytes }
}

extension Double: PostgresEncodable {
  public static var postgresType: PostgresType { .float8 }
  public func postgresBytes() -> [UInt8]? { bitPattern.networkBytes }
}

extension UUID: PostgresEncodable {
  public static var postgresType: PostgresType { .uuid }
  public func postgresBytes() -> [UInt8]? { withUnsafeBytes(of: uuid) { Array($0) } }
}

/// A moment goes as timestamptz, rounded to the server's microseconds.
extension Date: PostgresEncodable {
  /// Seconds from 2000-01-01, where the server counts from, to 2001-01-01, where Date does.
  static let secondsBeforeReference: Double = 31_622_400

  public static var postgresType: PostgresType { .timestamptz }
  public func postgresBytes() -> [UInt8]? {
    let seconds = timeIntervalSinceReferenceDate + Date.secondsBeforeReference
    return (Int64(exactly: (seconds * 1_000_000).rounded()) ?? (seconds < 0 ? .min : .max))
      .networkBytes
  }
}

/// Nothing goes as null of the wrapped type.
extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  public static var postgresType: PostgresType { Wrapped.postgresType }
  public func postgresBytes() -> [UInt8]? { flatMap { $0.postgresBytes() } }
}

/// An enumeration with raw values need only name the protocol.
extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
  /// The type of the raw value.
  public static var postgresType: PostgresType { RawValue.postgresType }
  /// The raw value's bytes.
  public func postgresBytes() -> [UInt8]? { rawValue.postgresBytes() }
}
