/// One row of a result. Rows of one query share its memory, which lives as long as any of them.
public struct PostgresRow: Sendable {
  let result: QueryResult
  let index: Int32

  /// Reads a column by its name.
  ///
  /// - Throws: `decoding` when the column is missing, null for a type that is not optional, or of
  ///   a type that cannot be read as the one asked for.
  public func decode<T: PostgresDecodable>(
    _ type: T.Type, _ column: String
  ) throws(PostgresError) -> T {
    guard let position = result.columns.positions[column] else {
      let known = result.columns.names.joined(separator: ", ")
      throw PostgresError(.decoding, "there is no column \(column) among \(known)")
    }
    return try decode(type, at: position, named: column)
  }

  /// Reads a column by its name as the type the context asks for.
  public func decode<T: PostgresDecodable>(_ column: String) throws(PostgresError) -> T {
    try decode(T.self, column)
  }

  /// Reads a column by its position, from 0.
  public func decode<T: PostgresDecodable>(
    _ type: T.Type, at position: Int
  ) throws(PostgresError) -> T {
    guard result.columns.names.indices.contains(position) else {
      throw PostgresError(
        .decoding, "there is no column at \(position) of \(result.columns.names.count)")
    }
    return try decode(type, at: position, named: result.columns.names[position])
  }

  /// The names of the columns, in order.
  public var columnNames: [String] { result.columns.names }

  private func decode<T: PostgresDecodable>(
    _ type: T.Type, at position: Int, named column: String
  ) throws(PostgresError) -> T {
    // The cell points into the result's memory, so the result must outlive the reading.
    defer { withExtendedLifetime(result) {} }
    do {
      return try T.decode(result.cell(row: index, column: Int32(position)))
    } catch {
      throw PostgresError(.decoding, "column \(column) \(error.reason)", column: column)
    }
  }
}
