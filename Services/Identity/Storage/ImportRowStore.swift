package import Foundation
package import IdentityDomain
package import Postgres

/// A row of an import, as it is kept.
package struct ImportRowRecord: Sendable {
  package let number: Int
  package let cells: [String]
  package let action: ImportAction
  /// nil of an error, and of somebody who was erased.
  package let wish: ImportWish?
  /// What the account was when the row was checked; nil of a row that changes none.
  package let former: ImportWish?
  package let changes: [String]
  package let faults: [ImportRowFault]
  package let account: UUID?
  /// What the account was before the row was applied; nil of an account it made.
  package let before: ImportWish?
  /// Whether the row let the account in again.
  package let returned: Bool
  /// The account's version after the row was applied.
  package let version: Int64?
}

/// A row that was applied.
package struct AppliedRow: Sendable {
  package let number: Int
  /// As it is now.
  package let account: Account
  /// What it was; nil of an account the row made.
  package let before: ImportWish?
  /// Whether it was let in again.
  package let returned: Bool

  package init(number: Int, account: Account, before: ImportWish?, returned: Bool = false) {
    self.number = number
    self.account = account
    self.before = before
    self.returned = returned
  }
}

/// A row that was undone, or looked at and left.
package struct UndoneRow: Sendable {
  package let number: Int
  /// Whether the account was taken back.
  package let reverted: Bool
  /// The version of an account that was suspended by it; nil of others.
  package let version: Int64?

  package init(number: Int, reverted: Bool, version: Int64? = nil) {
    self.number = number
    self.reverted = reverted
    self.version = version
  }
}

/// The statements on rows of imports.
package struct ImportRowStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes rows as they were checked. Lists go to the server as JSON: it has no arrays of arrays of different lengths.
  package func insert(
    _ rows: [(number: Int, cells: [String], checked: CheckedRow)], of id: UUID
  ) async throws {
    let checked = rows.map(\.checked)
    try await database.query(
      """
      insert into import_rows (import_id, number, cells, action, wish, former, changes, faults,
        account_id)
      select \(id), number, array(select json_array_elements_text(cells::json)), action, wish, former,
        array(select json_array_elements_text(changes::json)),
        array(select json_array_elements_text(faults::json)), account_id
      from unnest(\(rows.map(\.number)), \(try rows.map { try Self.json($0.cells) }),
        \(checked.map(\.decision.action.rawValue)), \(try checked.map { try $0.wish.map(Self.json) ?? "" }),
        \(NullableArray(try checked.map { try $0.former.map(Self.json) })),
        \(try checked.map { try Self.json($0.decision.changes) }),
        \(try checked.map { try Self.json($0.decision.faults.map(Self.text)) }),
        \(NullableArray(checked.map(\.account))))
        as r (number, cells, action, wish, former, changes, faults, account_id)
      """)
  }

  /// Rows after `number`, by number, of one action or of all.
  package func list(
    _ id: UUID, _ action: ImportAction?, after number: Int, limit: Int
  ) async throws -> [ImportRowRecord] {
    let only: PostgresQuery = action.map { "r.action = \($0.rawValue)" } ?? "true"
    return try await read(
      "r.import_id = \(id) and \(only) and r.number > \(number) order by r.number limit \(limit)")
  }

  /// Rows that are to be applied and are not; of somebody who was erased meanwhile there is nothing to apply.
  package func waiting(_ id: UUID, limit: Int) async throws -> [ImportRowRecord] {
    try await read(
      """
      r.import_id = \(id) and r.action in (1, 2) and not r.applied and r.wish <> ''
      order by r.number limit \(limit)
      """)
  }

  /// Rows that were applied and are not undone.
  package func standing(_ id: UUID, limit: Int) async throws -> [ImportRowRecord] {
    try await read(
      """
      r.import_id = \(id) and r.action in (1, 2) and r.applied and not r.undone
      order by r.number limit \(limit)
      """)
  }

  /// How many rows are to be applied.
  package func countWaiting(_ id: UUID) async throws(PostgresError) -> Int {
    try await database.query(
      "select count(*) as n from import_rows where import_id = \(id) and action in (1, 2)"
    ).first?.decode(Int.self, "n") ?? 0
  }

  /// Writes down that rows were applied.
  package func apply(_ rows: [AppliedRow], of id: UUID) async throws {
    try await database.query(
      """
      update import_rows r set applied = true, account_id = a.account_id, before = a.before, version = a.version,
        returned = a.returned
      from unnest(\(rows.map(\.number)), \(rows.map(\.account.id)),
        \(NullableArray(try rows.map { try $0.before.map(Self.json) })), \(rows.map(\.account.version)),
        \(rows.map(\.returned)))
        as a (number, account_id, before, version, returned)
      where r.import_id = \(id) and r.number = a.number
      """)
  }

  /// Writes down that rows cannot be applied after all.
  package func fail(
    _ rows: [(number: Int, fault: ImportRowFault)], of id: UUID
  ) async throws(PostgresError) {
    try await database.query(
      """
      update import_rows r set action = 4, faults = array[f.fault]
      from unnest(\(rows.map(\.number)), \(rows.map { Self.text($0.fault) })) as f (number, fault)
      where r.import_id = \(id) and r.number = f.number
      """)
  }

  /// Writes down that rows were undone, or looked at and their accounts left as they are.
  package func undo(_ rows: [UndoneRow], of id: UUID) async throws(PostgresError) {
    try await database.query(
      """
      update import_rows r set undone = true, reverted = u.reverted, version = coalesce(u.version, r.version)
      from unnest(\(rows.map(\.number)), \(rows.map(\.reverted)), \(NullableArray(rows.map(\.version))))
        as u (number, reverted, version)
      where r.import_id = \(id) and r.number = u.number
      """)
  }

  /// How many accounts the import made and changed; of one that is being undone, how many that was taken back of.
  package func tally(_ id: UUID) async throws(PostgresError) -> (made: Int, changed: Int) {
    let rows = try await database.query(
      """
      select count(*) filter (where before is null) as made,
        count(*) filter (where before is not null) as changed
      from import_rows where import_id = \(id) and applied and (reverted or not undone)
      """)
    guard let row = rows.first else { return (0, 0) }
    return (try row.decode(Int.self, "made"), try row.decode(Int.self, "changed"))
  }

  /// The accounts of usernames, each with whether it is suspended, and comes back with another import: one that was
  /// undone had made it or let it in, and nobody changed it since.
  package func present(
    _ usernames: [String]
  ) async throws(PostgresError) -> [String: (person: Account, isSuspended: Bool, returns: Bool)] {
    let rows = try await database.query(
      """
      select \(AccountStore.columns), a.suspended_at is not null as is_suspended
      from accounts a where a.username = any(\(usernames))
      """)
    var present: [String: (person: Account, isSuspended: Bool, returns: Bool)] = [:]
    for row in rows {
      let account = try AccountStore.account(row)
      present[account.username] = (account, try row.decode(Bool.self, "is_suspended"), false)
    }
    let withdrawn = try await withdrawn(present.values.map(\.person.id))
    return present.mapValues {
      ($0.person, $0.isSuspended, withdrawn[$0.person.id] == $0.person.version)
    }
  }

  /// Those of accounts that an undone import suspended, with their version since, the last where there were several. A
  /// statement of its own: asked for each account beside it, a plan from when there were no rows yet reads the rows of the
  /// import before once an account.
  private func withdrawn(_ accounts: [UUID]) async throws(PostgresError) -> [UUID: Int64] {
    let rows = try await database.query(
      """
      select account_id, max(version) as version from import_rows
      where undone and reverted and (before is null or returned) and account_id = any(\(accounts))
      group by account_id
      """)
    var withdrawn: [UUID: Int64] = [:]
    for row in rows {
      withdrawn[try row.decode(UUID.self, "account_id")] = try row.decode(Int64.self, "version")
    }
    return withdrawn
  }

  /// The ids of all administrations by code.
  package func administrations() async throws(PostgresError) -> [String: UUID] {
    let rows = try await database.query("select id, code from administrations")
    var ids: [String: UUID] = [:]
    for row in rows { ids[try row.decode(String.self, "code")] = try row.decode(UUID.self, "id") }
    return ids
  }

  /// How many accounts an administration may still have, counted under its lock; nil for any number.
  package func room(in administration: UUID) async throws(PostgresError) -> Int? {
    let rows = try await database.query(
      """
      select quota, accounts from administrations where id = \(administration) for no key update
      """)
    guard let row = rows.first, case let quota = try row.decode(Int.self, "quota"), quota > 0
    else { return nil }
    return max(0, quota - (try row.decode(Int.self, "accounts")))
  }

  private func read(_ condition: PostgresQuery) async throws -> [ImportRowRecord] {
    let rows = try await database.query(
      """
      select r.number, r.cells, r.action::bigint as action, r.wish, r.former, r.changes, r.faults,
        r.account_id, r.before, r.returned, r.version
      from import_rows r where \(condition)
      """)
    return try rows.map(Self.record)
  }

  private static func record(_ row: PostgresRow) throws -> ImportRowRecord {
    let wish = try row.decode(String.self, "wish")
    let faults = try row.decode([String].self, "faults").map { text in
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return ImportRowFault(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    return ImportRowRecord(
      number: try row.decode(Int.self, "number"), cells: try row.decode([String].self, "cells"),
      action: ImportAction(rawValue: try row.decode(Int.self, "action")) ?? .error,
      wish: wish.isEmpty ? nil : try Self.value(wish),
      former: try row.decode(String?.self, "former").map(Self.value),
      changes: try row.decode([String].self, "changes"), faults: faults,
      account: try row.decode(UUID?.self, "account_id"),
      before: try row.decode(String?.self, "before").map(Self.value),
      returned: try row.decode(Bool.self, "returned"),
      version: try row.decode(Int64?.self, "version"))
  }

  private static func text(_ fault: ImportRowFault) -> String { "\(fault.column):\(fault.reason)" }

  private static func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  private static func value(_ json: String) throws -> ImportWish {
    try JSONDecoder().decode(ImportWish.self, from: Data(json.utf8))
  }
}
