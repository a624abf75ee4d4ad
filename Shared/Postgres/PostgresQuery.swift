/// A statement and the values bound in it.
///
/// Interpolation makes binds, never text: `"select name from account where id = \(id)"` becomes
/// `select name from account where id = $1`. A query can be part of another one; `unsafeSQL` is the
/// only door for raw text, for what cannot be bound (the name of a table) and never for input.
public struct PostgresQuery: ExpressibleByStringInterpolation, Sendable {
  /// The text, with `$1`, `$2`, … where the values belong.
  public let sql: String
  /// The values, in the order of their placeholders.
  public let binds: [PostgresBind]
  /// The text between the placeholders: one piece more than there are values.
  private let pieces: [String]

  /// A statement without values.
  public init(stringLiteral value: String) {
    sql = value
    binds = []
    pieces = [value]
  }

  /// A statement with the interpolated values bound.
  public init(stringInterpolation interpolation: StringInterpolation) {
    pieces = interpolation.pieces
    binds = interpolation.binds
    var text = pieces[0]
    for (index, piece) in pieces.dropFirst().enumerated() {
      text += "$\(index + 1)"
      text += piece
    }
    sql = text
  }

  /// Collects text and values in turn.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces = [""]
    fileprivate var binds: [PostgresBind] = []

    /// Called by the compiler.
    public init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(interpolationCount + 1)
      binds.reserveCapacity(interpolationCount)
    }

    /// Called by the compiler for the text between interpolations.
    public mutating func appendLiteral(_ literal: String) {
      pieces[pieces.count - 1] += literal
    }

    /// Binds a value.
    public mutating func appendInterpolation(_ value: some PostgresEncodable) {
      binds.append(PostgresBind(value))
      pieces.append("")
    }

    /// Binds a value, or null for nil.
    public mutating func appendInterpolation<T: PostgresEncodable>(_ value: T?) {
      binds.append(PostgresBind(value))
      pieces.append("")
    }

    /// Inserts another query with its binds.
    public mutating func appendInterpolation(_ query: PostgresQuery) {
      pieces[pieces.count - 1] += query.pieces[0]
      pieces += query.pieces.dropFirst()
      binds += query.binds
    }

    /// Inserts raw text. Never give it anything that came from outside the program.
    public mutating func appendInterpolation(unsafeSQL text: String) {
      pieces[pieces.count - 1] += text
    }
  }
}
