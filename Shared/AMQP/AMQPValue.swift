/// A value in a header or argument table.
public enum AMQPValue: Sendable, Hashable {
  /// `t`
  case bool(Bool)
  /// Any integer; written as `l` (64 bits) or `I` (32 bits) when it fits.
  case integer(Int64)
  /// `d`
  case double(Double)
  /// `S`: text. Bytes that are no UTF-8 arrive as `bytes`.
  case string(String)
  /// `x`
  case bytes([UInt8])
  /// `T`: seconds since 1970.
  case timestamp(UInt64)
  /// `A`
  case array([AMQPValue])
  /// `F`
  case table([String: AMQPValue])
  /// `V`
  case null
}

extension AMQPValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An integer.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// True or false.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension AMQPValue {
  /// The text, if it is one.
  public var stringValue: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The integer, if it is one.
  public var integerValue: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }
}
