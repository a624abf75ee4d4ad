public import Foundation

/// A value that can be read from a column.
public protocol PostgresDecodable {
  /// Reads the value; a column of another type is a mismatch.
  init(from cell: PostgresCell) throws(PostgresMismatch)

  /// Reads a column that may be null (nil); null is a mismatch unless the type is optional.
  static func decode(_ cell: PostgresCell?) throws(PostgresMismatch) -> Self
}

extension PostgresDecodable {
  /// Refuses null.
  public static func decode(_ cell: PostgresCell?) throws(PostgresMismatch) -> Self {
    guard let cell else { throw PostgresMismatch("is null, which \(Self.self) cannot hold") }
    return try Self(from: cell)
  }
}

/// One value as the server sent it, in binary form. Its bytes belong to the result of the query and
/// are valid while a value is read from them, no longer.
public struct PostgresCell {
  /// The type of the column.
  public let type: PostgresType
  /// The value's bytes.
  public let bytes: UnsafeRawBufferPointer

  func mismatch(_ wanted: String) -> PostgresMismatch {
    PostgresMismatch("has type \(type.rawValue), which cannot be read as \(wanted); cast it")
  }
}

/// Why a column cannot be read as asked; a row adds the column's name.
public struct PostgresMismatch: Error, Sendable {
  /// Continues the sentence "column x …".
  public let reason: String

  /// Takes the rest of the sentence "column x …".
  public init(_ reason: String) {
    self.reason = reason
  }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    self = try Wrapped(from: cell)
  }

  public static func decode(_ cell: PostgresCell?) throws(PostgresMismatch) -> Wrapped? {
    guard let cell else { return nil }
    return try Wrapped(from: cell)
  }
}

/// An enumeration with raw values need only name the protocol.
extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
  /// Reads the raw value; one the enumeration does not know is a mismatch.
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    guard let value = Self(rawValue: try RawValue(from: cell)) else {
      throw PostgresMismatch("holds a value that \(Self.self) does not know")
    }
    self = value
  }
}

extension String: PostgresDecodable {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    switch cell.type {
    case .jsonb: self = String(decoding: cell.bytes.dropFirst(), as: UTF8.self)
    case .numeric: self = try NumericText.read(cell.bytes)
    case .void: self = ""
    case let type where type.isTextual: self = String(decoding: cell.bytes, as: UTF8.self)
    default: throw cell.mismatch("text")
    }
  }
}

extension Bool: PostgresDecodable {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    guard cell.type == .bool, let byte = cell.bytes.first else { throw cell.mismatch("Bool") }
    self = byte != 0
  }
}

extension UUID: PostgresDecodable {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    guard cell.type == .uuid, cell.bytes.count == 16 else { throw cell.mismatch("UUID") }
    self = UUID(uuid: cell.bytes.loadUnaligned(as: uuid_t.self))
  }
}

extension Date: PostgresDecodable {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    var reader = BinaryReader(cell.bytes)
    switch cell.type {
    case .timestamptz, .timestamp:
      guard let microseconds = reader.integer(Int64.self) else { throw cell.mismatch("Date") }
      self.init(
        timeIntervalSinceReferenceDate: Double(microseconds) / 1_000_000
          - Date.secondsBeforeReference)
    case .date:
      guard let days = reader.integer(Int32.self) else { throw cell.mismatch("Date") }
      self.init(
        timeIntervalSinceReferenceDate: Double(days) * 86_400 - Date.secondsBeforeReference)
    default: throw cell.mismatch("Date")
    }
  }
}
