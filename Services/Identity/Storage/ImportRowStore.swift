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
  /// The account's version after the row was applied.
  package let version: Int64?
}

/// The statements on rows of imports.
package struct ImportRowStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes a row as it was checked.
  package func insert(
    _ number: Int, _ cells: [String], _ wish: ImportWish?, _ decision: ImportDecision,
    former: ImportWish?, account: UUID?, of id: UUID
  ) async throws {
    let wish = try wish.map(Self.json) ?? ""
    let former = try former.map(Self.json)
    let faults = decision.faults.map { "\($0.column):\($0.reason)" }
    try await database.query(
      """
      insert into import_rows (import_id, number, cells, action, wish, former, changes, faults,
        account_id)
      values (\(id), \(number), \(cells), \(decision.action.rawValue), \(wish), \(former),
        \(decision.changes), \(faults), \(account))
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

  /// Writes down that a row was applied to an account, which had been `before`.
  package func apply(
    _ number: Int, of id: UUID, account: UUID, before: ImportWish, version: Int64
  ) async throws {
    try await database.query(
      """
      update import_rows set applied = true, account_id = \(account),
        before = \(try Self.json(before)), version = \(version)
      where import_id = \(id) and number = \(number)
      """)
  }

  /// Writes down that rows were applied, and which account each has made.
  package func apply(
    _ made: [(number: Int, account: Account)], of id: UUID
  ) async throws(PostgresError) {
    try await database.query(
      """
      update import_rows r set applied = true, account_id = m.account_id, before = null, version = m.version
      from unnest(\(made.map(\.number)), \(made.map(\.account.id)), \(made.map(\.account.version)))
        as m (number, account_id, version)
      where r.import_id = \(id) and r.number = m.number
      """)
  }

  /// Writes down that a row cannot be applied after all.
  package func fail(
    _ number: Int, of id: UUID, _ fault: ImportRowFault
  ) async throws(PostgresError) {
    try await database.query(
      """
      update import_rows set action = 4, faults = \(["\(fault.column):\(fault.reason)"])
      where import_id = \(id) and number = \(number)
      """)
  }

  /// Writes down that a row was undone, or, without `reverted`, looked at and its account left as it is.
  package func undo(
    _ number: Int, of id: UUID, reverted: Bool
  ) async throws(PostgresError) {
    try await database.query(
      """
      update import_rows set undone = true, reverted = \(reverted)
      where import_id = \(id) and number = \(number)
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

  /// The accounts of usernames, each with whether it is suspended, and was made by an import that was undone.
  package func present(
    _ usernames: [String]
  ) async throws(PostgresError) -> [String: (person: Account, isSuspended: Bool, returns: Bool)] {
    let rows = try await database.query(
      """
      select \(AccountStore.columns), a.suspended_at is not null as is_suspended,
        exists (select from import_rows r where r.account_id = a.id and r.undone
          and r.action = 1) as returns
      from accounts a where a.username = any(\(usernames))
      """)
    var present: [String: (person: Account, isSuspended: Bool, returns: Bool)] = [:]
    for row in rows {
      let account = try AccountStore.account(row)
      present[account.username] = (
        account, try row.decode(Bool.self, "is_suspended"), try row.decode(Bool.self, "returns")
      )
    }
    return present
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
        r.account_id, r.before, r.version
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
      version: try row.decode(Int64?.self, "version"))
  }

  private static func json(_ wish: ImportWish) throws -> String {
    String(decoding: try JSONEncoder().encode(wish), as: UTF8.self)
  }

  private static func value(_ json: String) throws -> ImportWish {
    try JSONDecoder().decode(ImportWish.self, from: Data(json.utf8))
  }
}
