internal import CLibPQ

/// Owns a `PGresult` and frees it with the last row.
///
/// `@unchecked Sendable`: libpq, "Behavior in Threaded Programs": "PGresult objects are normally
/// read-only after creation, and so can be passed around freely between threads." Nothing here
/// modifies it.
final class QueryResult: @unchecked Sendable {
  private let result: OpaquePointer
  let columns: ResultColumns
  let count: Int32

  init(owning result: OpaquePointer, columns: ResultColumns) {
    self.result = result
    self.columns = columns
    count = PQntuples(result)
  }

  deinit {
    PQclear(result)
  }

  var rows: [PostgresRow] {
    (0..<count).map { PostgresRow(result: self, index: $0) }
  }

  /// How many rows the statement inserted, changed, deleted or selected.
  var affectedRows: Int {
    Int(String(cString: PQcmdTuples(result))) ?? 0
  }

  /// The command tag, such as `COMMIT`.
  var commandTag: String {
    String(cString: PQcmdStatus(result))
  }

  /// The value, or nil for null; valid while this object lives.
  func cell(row: Int32, column: Int32) -> PostgresCell? {
    guard PQgetisnull(result, row, column) == 0 else { return nil }
    return PostgresCell(
      type: columns.types[Int(column)],
      bytes: UnsafeRawBufferPointer(
        start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column))))
  }
}

/// The names and types of a result's columns; shared by all results of a prepared statement.
final class ResultColumns: Sendable {
  let names: [String]
  let types: [PostgresType]
  let positions: [String: Int]

  init(of result: OpaquePointer) {
    let range = 0..<PQnfields(result)
    names = range.map { String(cString: PQfname(result, $0)) }
    types = range.map { PostgresType(rawValue: PQftype(result, $0)) }
    positions = Dictionary(zip(names, names.indices)) { first, _ in first }
  }
}

extension PostgresError {
  /// Reads the fields the server reported.
  init(result: OpaquePointer, statement: String?) {
    func field(_ code: UInt8) -> String? {
      PQresultErrorField(result, Int32(code)).map { String(cString: $0) }
    }
    self.init(
      .server,
      field(UInt8(ascii: "M")) ?? String(cString: PQresultErrorMessage(result)),
      sqlState: field(UInt8(ascii: "C")).map(SQLState.init(rawValue:)),
      detail: field(UInt8(ascii: "D")), hint: field(UInt8(ascii: "H")),
      schema: field(UInt8(ascii: "s")), table: field(UInt8(ascii: "t")),
      column: field(UInt8(ascii: "c")), constraint: field(UInt8(ascii: "n")), statement: statement)
  }
}
