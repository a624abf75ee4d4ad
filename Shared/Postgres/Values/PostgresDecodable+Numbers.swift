extension FixedWidthInteger {
  /// Reads any integer type, or a numeric without a fraction, that fits.
  init(integer cell: PostgresCell) throws(PostgresMismatch) {
    var reader = BinaryReader(cell.bytes)
    let value: Int64? =
      switch cell.type {
      case .int8: reader.integer(Int64.self)
      case .int4: reader.integer(Int32.self).map(Int64.init)
      case .int2: reader.integer(Int16.self).map(Int64.init)
      case .oid: reader.integer(UInt32.self).map(Int64.init)
      case .numeric: Int64(try NumericText.read(cell.bytes))
      default: throw cell.mismatch("\(Self.self)")
      }
    guard let value, let fitting = Self(exactly: value) else {
      throw PostgresMismatch("holds a number that does not fit \(Self.self)")
    }
    self = fitting
  }
}

extension Int: PostgresDecodable {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    try self.init(integer: cell)
  }
}

extension Int64: PostgresDecodable {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    try self.init(integer: cell)
  }
}

extension Int32: PostgresDecodable {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    try self.init(integer: cell)
  }
}

extension Double: PostgresDecodable {
  public init(from cell: PostgresCell) throws(PostgresMismatch) {
    var reader = BinaryReader(cell.bytes)
    let value: Double? =
      switch cell.type {
      case .float8: reader.integer(UInt64.self).map(Double.init(bitPattern:))
      case .float4: reader.integer(UInt32.self).map { Double(Float(bitPattern: $0)) }
      case .numeric: Double(try NumericText.read(cell.bytes))
      default: Double(try Int64(integer: cell))
      }
    guard let value else { throw cell.mismatch("Double") }
    self = value
  }
}
