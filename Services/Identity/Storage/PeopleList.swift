package import Foundation
package import IdentityDomain
package import Postgres

/// A page of people.
///
/// Whom nobody looks for by a word or role is read in order. The newest of some words are read along those. Otherwise those
/// whom few share a word or role with are looked up by it and put in order. Where many do, a glance at the beginning of the
/// list mostly fills the page, or says how long a second one has to be. Where those who are looked for are too rare for
/// that, or stand far behind, all who have everything that is asked for are made a set. A small one is put in order;
/// against others the list is held for a good way, which costs a tenth of looking at the words of each in turn. Where even
/// this does not fill the page, as the name may stand at the end of the alphabet, the set is put in order; where it would
/// be too large, the list is read to its end.
package struct PeopleList: Sendable {
  package var scope: Caretaker.Scope
  package var search: PeopleSearch
  package var state: PersonState?
  package var role: SiteRole?
  package var order: PeopleOrder
  package var after: PeoplePosition?
  package var limit: Int

  /// So many are put in order about as fast as a glance takes.
  package var few = 500
  /// So many words that begin alike are read side by side at most.
  package var fewWords = 16
  /// So many rows of words are read at most, for those who are something else besides.
  package var longest = 8000
  /// So many people of the list are a glance.
  package var glance = 256
  /// So many people of the list are looked at one by one at most.
  package var farthest = 2000
  /// So many are a set that fits into the memory a statement has for it (8 MB), with room for half as many more.
  package var many = 100_000
  /// So many people of the list are held against a set at most: about what putting a thousand in order costs.
  package var reach = 1 << 15

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
    guard !sources.isEmpty else {
      return try await page(of: "\(allCondition) and \(notErased)", database)
    }
    if let page = try await newest(database) { return page }
    for (place, source) in sources.enumerated()
    where try await count(source, to: few, database) <= few {
      let others = othersCondition(than: place)
      return try await page(of: "a.id = any(array(\(source))) and \(others)", database)
    }
    if let found = try await glanced(database) { return try await page(of: found, database) }
    guard let set = try await everything(database) else {
      return try await page(of: allCondition, database)
    }
    if set.count > few * 2 {
      // The planner makes a hash of what is neither a join nor may be larger than the memory.
      let condition: PostgresQuery = "(a.id in (\(set.query))) is true and \(roleCondition)"
      let reached = try await seen(first: reach, where: condition, database)
      if reached.isComplete { return try await page(of: reached.people, database) }
    }
    return try await page(of: "a.id = any(array(\(set.query))) and \(roleCondition)", database)
  }

  /// The page, of those whom a look at the list found for it.
  func page(
    of people: [UUID], _ database: any StatementRunner
  ) async throws(PostgresError) -> [PersonRow] {
    try await page(of: "a.id = any(\(people))", database)
  }

  /// The page, of those whom `condition` names. What it shows is read of those on it alone.
  func page(
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

  /// How many a source names, at most one more than `most`.
  private func count(
    _ source: PostgresQuery, to most: Int, _ database: any StatementRunner
  ) async throws(PostgresError) -> Int {
    let rows = try await database.query(
      "select count(*) from (\(source) limit \(rows: most + 1)) as found")
    return try rows.first?.decode(Int.self, at: 0) ?? 0
  }

  /// Those on the page, if they are among the first people of the list. How many the first glance finds says how long a
  /// second one has to be, with half as much again to spare.
  private func glanced(_ database: any StatementRunner) async throws(PostgresError) -> [UUID]? {
    let first = try await seen(first: glance, where: allCondition, database)
    if first.isComplete { return first.people }
    guard !first.people.isEmpty else { return nil }
    let likely = glance * limit * 3 / (2 * first.people.count)
    guard likely <= farthest else { return nil }
    let second = try await seen(first: likely.roundedUp, where: allCondition, database)
    return second.isComplete ? second.people : nil
  }

  /// Those of the first people of the list who belong on the page, and whether they are all who do.
  private func seen(
    first count: Int, where condition: PostgresQuery, _ database: any StatementRunner
  ) async throws(PostgresError) -> (people: [UUID], isComplete: Bool) {
    let list: PostgresQuery = """
      from accounts a where \(scopeCondition) and \(stateCondition) and \(positionCondition)
      order by \(sequence)
      """
    let found = try await ids(
      """
      select a.id as account_id
      from (select a.id, a.created_at, a.name, a.username \(list) limit \(rows: count)) as a
      where \(condition)
      order by \(sequence) limit \(rows: limit)
      """, database)
    guard found.count < limit else { return (found, true) }
    let more = try await database.query(
      "select a.id \(list) offset \(rows: count) limit 1")
    return (found, more.isEmpty)
  }

  /// Who has what each of the ``sources`` asks for, and how many they are; nil when they are more than ``many``.
  private func everything(
    _ database: any StatementRunner
  ) async throws(PostgresError) -> (query: PostgresQuery, count: Int)? {
    let sources = sources
    guard let first = sources.first else { return nil }
    guard sources.count > 1 else {
      let count = try await count(first, to: many, database)
      // Room for those who come in after they were counted.
      let query: PostgresQuery = "select * from (\(first) limit \(rows: many * 3 / 2)) as found"
      return count > many ? nil : (query, count)
    }
    let others = sources.dropFirst().reduce("true" as PostgresQuery) { condition, source in
      "\(condition) and one.account_id in (\(source))"
    }
    // Once, as it takes longer than what is done with it.
    let found = try await ids(
      """
      select one.account_id from (\(first)) as one where \(others) limit \(rows: many + 1)
      """, database)
    return found.count > many ? nil : ("select unnest(\(Array(Set(found)))::uuid[])", found.count)
  }

  func ids(
    _ query: PostgresQuery, _ database: any StatementRunner
  ) async throws(PostgresError) -> [UUID] {
    var found: [UUID] = []
    for row in try await database.query(query) {
      found.append(try row.decode(UUID.self, "account_id"))
    }
    return found
  }
}

extension Int {
  /// The next power of two, so that statements that differ in such a number alone are few.
  var roundedUp: Int {
    self < 2 ? Swift.max(self, 0) : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
  }
}

extension PostgresQuery.StringInterpolation {
  /// How many rows, as a number and not as a value that is bound: a plan that is kept for all values would be one for
  /// reading a tenth of the table.
  mutating func appendInterpolation(rows count: Int) {
    appendInterpolation(unsafeSQL: "\(count)")
  }
}
