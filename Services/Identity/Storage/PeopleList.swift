package import Foundation
package import IdentityDomain
package import Postgres

/// A page of people.
///
/// Those whom few share a word or role with are looked up by it and put in order. Where many do, a glance at the
/// beginning of the list mostly fills the page. Where it does not, they are looked up after all: by everything that
/// is asked for at once, as people with several words that many have can be rare. Only what remains is read in order
/// to its end.
package struct PeopleList: Sendable {
  package var scope: Caretaker.Scope
  package var search: PeopleSearch
  package var state: PersonState?
  package var role: SiteRole?
  package var order: PeopleOrder
  package var after: PeoplePosition?
  package var limit: Int

  /// So many are put in order as fast as a glance takes.
  package var few = 10_000
  /// So many are put in order faster than a list is read to its end.
  package var many = 50_000
  /// So many people of the list are a glance.
  package var glance = 4000

  package init(
    scope: Caretaker.Scope, search: PeopleSearch = PeopleSearch(""), state: PersonState? = nil,
    role: SiteRole? = nil, order: PeopleOrder = .newest, after: PeoplePosition? = nil, limit: Int
  ) {
    self.scope = scope
    self.search = search
    self.state = state
    self.role = role
    self.order = order
    self.after = after
    self.limit = limit
  }

  /// The people, in order.
  package func read(_ database: any StatementRunner) async throws(PostgresError) -> [PersonRow] {
    let sources = sources
    guard let first = sources.first else {
      return try await page(of: allCondition, database)
    }
    let count = try await count(first, database)
    let those: PostgresQuery = "a.id = any(array(\(first))) and \(othersCondition)"
    if count <= few { return try await page(of: those, database) }
    if let seen = try await atAGlance(database) {
      return try await page(of: "a.id = any(\(seen))", database)
    }
    if sources.count > 1, let both = try await having(all: sources, database) {
      return try await page(of: "a.id = any(\(both)) and \(roleCondition)", database)
    }
    return try await page(of: count <= many ? those : allCondition, database)
  }

  /// The page, of those whom `condition` names. What it shows is read of those on it alone.
  private func page(
    of condition: PostgresQuery, _ database: any StatementRunner
  ) async throws(PostgresError) -> [PersonRow] {
    let rows = try await database.query(
      """
      \(PeopleStore.selection)
      where a.id = any(array(
        select a.id from accounts a
        where \(scopeCondition) and \(stateCondition) and \(positionCondition) and \(condition)
        order by \(sequence) limit \(rows: limit)))
      order by \(sequence)
      """)
    var people: [PersonRow] = []
    for row in rows { people.append(try PeopleStore.person(row)) }
    return people
  }

  /// How many a source names, at most one more than ``many``.
  private func count(
    _ source: PostgresQuery, _ database: any StatementRunner
  ) async throws(PostgresError) -> Int {
    let rows = try await database.query(
      "select count(*) from (\(source) limit \(rows: many + 1)) as found")
    return try rows.first?.decode(Int.self, at: 0) ?? 0
  }

  /// Those of the first people of the list who belong on the page; nil when the page would need more of the list.
  private func atAGlance(
    _ database: any StatementRunner
  ) async throws(PostgresError) -> [UUID]? {
    let list: PostgresQuery = """
      from accounts a where \(scopeCondition) and \(positionCondition) order by \(sequence)
      """
    let found = try await ids(
      """
      select a.id as account_id
      from (select a.id, a.created_at, a.name, a.username, a.waiting, a.suspended_at \(list)
        limit \(rows: glance)) as a
      where \(stateCondition) and \(allCondition)
      order by \(sequence) limit \(rows: limit)
      """, database)
    guard found.count < limit else { return found }
    let more = try await database.query(
      "select a.id \(list) offset \(rows: glance) limit 1")
    return more.isEmpty ? found : nil
  }

  /// Everybody who has what each source asks for, if they are not too many; nil when they are.
  private func having(
    all sources: [PostgresQuery], _ database: any StatementRunner
  ) async throws(PostgresError) -> [UUID]? {
    guard let first = sources.first else { return nil }
    let others = sources.dropFirst().reduce("true" as PostgresQuery) { condition, source in
      "\(condition) and one.account_id in (\(source))"
    }
    let found = try await ids(
      """
      select one.account_id from (\(first)) as one where \(others) limit \(rows: many + 1)
      """, database)
    return found.count > many ? nil : Array(Set(found))
  }

  private func ids(
    _ query: PostgresQuery, _ database: any StatementRunner
  ) async throws(PostgresError) -> [UUID] {
    var found: [UUID] = []
    for row in try await database.query(query) {
      found.append(try row.decode(UUID.self, "account_id"))
    }
    return found
  }
}

extension PostgresQuery.StringInterpolation {
  /// How many rows, as a number and not as a value that is bound: a plan that is kept for all values would be one for
  /// reading a tenth of the table.
  fileprivate mutating func appendInterpolation(rows count: Int) {
    appendInterpolation(unsafeSQL: "\(count)")
  }
}
