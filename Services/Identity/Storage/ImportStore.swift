package import Foundation
package import IdentityDomain
package import Postgres

/// How far an import is; the numbers are those of the contract.
package enum ImportState: Int, Sendable {
  case checking = 1
  case checked = 2
  case applying = 3
  case applied = 4
  case undoing = 5
  case undone = 6
  case unreadable = 7
}

/// An import as it is kept, without its rows.
package struct ImportRecord: Sendable {
  package let id: UUID
  package let creator: UUID
  package let scope: Caretaker.Scope
  package let home: UUID?
  package let language: String
  package let fileName: String
  package let mailed: Bool
  package let state: ImportState
  package let fault: String
  package let faultColumn: String
  package let columns: [String]
  /// How the file was written; nil of what is no text.
  package let encoding: ImportEncoding?
  package let delimiter: String
  package let lineEnd: String
  package let total: Int
  package let done: Int
  package let createdAt: Date
  package let appliedAt: Date?
  /// Who had it applied or undone last, and from which network address; nil and empty where nobody did.
  package let orderer: UUID?
  package let orderedFrom: String
  /// Rows by what is to be done with them.
  package let counts: [ImportAction: Int]
}

/// The statements on imports.
package struct ImportStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Keeps a file to be checked.
  package func insert(
    _ id: UUID, by caretaker: Caretaker, home: UUID?, language: Language, fileName: String,
    mailed: Bool, content: [UInt8], now: Date
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into imports (id, created_by, scope_id, administration_id, language, file_name, mailed,
        state, content, created_at, due_at)
      values (\(id), \(caretaker.account), \(Self.scopeID(caretaker.scope)), \(home),
        \(language.rawValue), \(fileName), \(mailed), 1, \(content), \(now), \(now))
      """)
  }

  /// The import; nil when there is none.
  package func find(_ id: UUID) async throws(PostgresError) -> ImportRecord? {
    try await database.query("\(Self.selection) where i.id = \(id)").first.map(Self.record)
  }

  /// The same, locked for the rest of the transaction.
  package func lock(_ id: UUID) async throws(PostgresError) -> ImportRecord? {
    try await database.query("\(Self.selection) where i.id = \(id) for update of i").first
      .map(Self.record)
  }

  /// The latest imports of a scope, the newest first.
  package func latest(
    _ scope: Caretaker.Scope, limit: Int
  ) async throws(PostgresError) -> [ImportRecord] {
    let own: PostgresQuery =
      switch scope {
      case .everybody: "true"
      case .administration(let id): "i.scope_id = \(id)"
      }
    let rows = try await database.query(
      "\(Self.selection) where \(own) order by i.created_at desc, i.id desc limit \(limit)")
    var records: [ImportRecord] = []
    for row in rows { records.append(try Self.record(row)) }
    return records
  }

  /// Takes the import that has been due the longest until `until`; nil when none is.
  package func claim(now: Date, until: Date) async throws(PostgresError) -> UUID? {
    let rows = try await database.query(
      """
      update imports set due_at = \(until)
      where id = (select id from imports where state in (1, 3, 5) and due_at <= \(now)
        order by due_at limit 1 for update skip locked)
      returning id
      """)
    return try rows.first?.decode(UUID.self, "id")
  }

  /// The file of an import that is to be checked.
  package func content(_ id: UUID) async throws(PostgresError) -> [UInt8]? {
    try await database.query("select content from imports where id = \(id)").first?
      .decode([UInt8]?.self, "content")
  }

  /// Says that no row can be read.
  package func refuse(_ id: UUID, _ reason: UnreadableImport) async throws(PostgresError) {
    try await database.query(
      """
      update imports set state = 7, fault = \(reason.fault.rawValue),
        fault_column = \(reason.column), content = null
      where id = \(id) and state = 1
      """)
  }

  /// Begins a check anew: rows that an earlier one wrote are gone.
  package func begin(_ id: UUID, _ sheet: ImportSheet) async throws(PostgresError) {
    try await database.query("delete from import_rows where import_id = \(id)")
    try await database.query(
      """
      update imports set columns = \(sheet.header), encoding = \(sheet.encoding.rawValue),
        delimiter = \(String(sheet.delimiter)), line_end = \(String(sheet.lineEnd)),
        total = \(sheet.rows.count), done = 0
      where id = \(id)
      """)
  }

  /// Goes on to a state, from which `total` rows are to be dealt with.
  package func enter(
    _ state: ImportState, _ id: UUID, total: Int? = nil, now: Date
  ) async throws(PostgresError) {
    try await database.query(
      """
      update imports set state = \(state.rawValue), due_at = \(now),
        content = case when state = 1 then null else content end,
        applied_at = case when \(state == .applied) then \(now) else applied_at end,
        total = coalesce(\(total), total), done = case when \(total != nil) then 0 else done end
      where id = \(id)
      """)
  }

  /// Keeps who has the import applied or undone, and from which network address.
  package func order(
    _ id: UUID, by orderer: UUID, from address: String
  ) async throws(PostgresError) {
    try await database.query(
      """
      update imports set ordered_by = \(orderer), ordered_from = \(address) where id = \(id)
      """)
  }

  /// Counts rows that were dealt with and keeps the import for longer.
  package func advance(_ id: UUID, by rows: Int, until: Date) async throws(PostgresError) {
    try await database.query(
      "update imports set done = done + \(rows), due_at = \(until) where id = \(id)")
  }
}

extension ImportStore {
  private static func scopeID(_ scope: Caretaker.Scope) -> UUID? {
    switch scope {
    case .everybody: nil
    case .administration(let id): id
    }
  }

  private static let selection: PostgresQuery = """
    select i.id, i.created_by, i.scope_id, i.administration_id, i.language, i.file_name, i.mailed,
      i.state::bigint as state, i.fault, i.fault_column, i.columns,
      i.encoding::bigint as encoding, i.delimiter, i.line_end, i.total, i.done, i.created_at,
      i.applied_at, i.ordered_by, i.ordered_from,
      array(select (select count(*) from import_rows r
        where r.import_id = i.id and r.action = k.n) from generate_series(1, 4) as k (n)) as counts
    from imports i
    """

  private static func record(_ row: PostgresRow) throws(PostgresError) -> ImportRecord {
    let counts = try row.decode([Int].self, "counts")
    let numbered = counts.enumerated().compactMap { index, count in
      ImportAction(rawValue: index + 1).map { ($0, count) }
    }
    return ImportRecord(
      id: try row.decode(UUID.self, "id"), creator: try row.decode(UUID.self, "created_by"),
      scope: try row.decode(UUID?.self, "scope_id").map { .administration($0) } ?? .everybody,
      home: try row.decode(UUID?.self, "administration_id"),
      language: try row.decode(String.self, "language"),
      fileName: try row.decode(String.self, "file_name"),
      mailed: try row.decode(Bool.self, "mailed"),
      state: ImportState(rawValue: try row.decode(Int.self, "state")) ?? .unreadable,
      fault: try row.decode(String.self, "fault"),
      faultColumn: try row.decode(String.self, "fault_column"),
      columns: try row.decode([String].self, "columns"),
      encoding: ImportEncoding(rawValue: try row.decode(Int.self, "encoding")),
      delimiter: try row.decode(String.self, "delimiter"),
      lineEnd: try row.decode(String.self, "line_end"),
      total: try row.decode(Int.self, "total"), done: try row.decode(Int.self, "done"),
      createdAt: try row.decode(Date.self, "created_at"),
      appliedAt: try row.decode(Date?.self, "applied_at"),
      orderer: try row.decode(UUID?.self, "ordered_by"),
      orderedFrom: try row.decode(String.self, "ordered_from"),
      counts: Dictionary(uniqueKeysWithValues: numbered))
  }
}
