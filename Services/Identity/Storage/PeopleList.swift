package import Foundation
package import IdentityDomain
package import Postgres

/// A page of people.
///
/// Words and roles that few have are looked up first, and those few are put in order; where many have them, the
/// list is read in order instead, and whom it passes are looked at one by one: either way the page costs
/// milliseconds, however many people there are.
package struct PeopleList: Sendable {
  package var scope: Caretaker.Scope
  package var search: PeopleSearch
  package var state: PersonState?
  package var role: SiteRole?
  package var order: PeopleOrder
  package var after: PeoplePosition?
  package var limit: Int

  /// So many are few.
  private static let few = 5000

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
    let candidates = try await candidates(database)
    let rows = try await database.query(
      """
      \(PeopleStore.selection)
      where \(scopeCondition) and \(stateCondition) and \(positionCondition)
        and \(among(candidates)) and \(wordsCondition) and \(roleCondition)
      order by \(sequence) limit \(limit)
      """)
    var people: [PersonRow] = []
    for row in rows { people.append(try PeopleStore.person(row)) }
    return people
  }

  /// Everybody who may be on the list, if they are few; nil when they are many.
  private func candidates(
    _ database: any StatementRunner
  ) async throws(PostgresError) -> [UUID]? {
    if let first = search.beginnings.first {
      return try await few(
        """
        select w.account_id from account_words w
        where \(wordScope) and w.word >= \(first) and w.word < \(PeopleSearch.end(of: first))
        limit \(Self.few + 1)
        """, database)
    }
    guard let role, role != .learner else { return nil }
    return try await few(
      """
      select r.account_id from account_roles r
      where r.role = \(role.rawValue) and r.role > 1 limit \(Self.few + 1)
      """, database)
  }

  private func few(
    _ query: PostgresQuery, _ database: any StatementRunner
  ) async throws(PostgresError) -> [UUID]? {
    let rows = try await database.query(query)
    guard rows.count <= Self.few else { return nil }
    var found: Set<UUID> = []
    for row in rows { found.insert(try row.decode(UUID.self, "account_id")) }
    return Array(found)
  }
}

/// `offset 0` keeps the planner from reading all words first: of a person in turn they are few.
extension PeopleList {
  private var scopeCondition: PostgresQuery {
    switch scope {
    case .everybody: "true"
    case .administration(let id): "a.administration_id = \(id)"
    }
  }

  private var wordScope: PostgresQuery {
    switch scope {
    case .everybody: "true"
    case .administration(let id): "w.administration_id = \(id)"
    }
  }

  private var stateCondition: PostgresQuery {
    switch state {
    case nil: "true"
    case .waiting: "a.waiting and a.suspended_at is null"
    case .active: "not a.waiting and a.suspended_at is null"
    case .suspended: "a.suspended_at is not null"
    }
  }

  private func among(_ candidates: [UUID]?) -> PostgresQuery {
    guard let candidates else { return "true" }
    return "a.id = any(\(candidates))"
  }

  private var wordsCondition: PostgresQuery {
    search.beginnings.reduce("true") { condition, beginning in
      """
      \(condition) and exists (select from account_words w where w.account_id = a.id
        and w.word >= \(beginning) and w.word < \(PeopleSearch.end(of: beginning)) offset 0)
      """
    }
  }

  private var roleCondition: PostgresQuery {
    guard let role else { return "true" }
    return """
      exists (select from account_roles r
        where r.account_id = a.id and r.role = \(role.rawValue) offset 0)
      """
  }

  private var sequence: PostgresQuery {
    switch order {
    case .newest: "a.created_at desc, a.id desc"
    case .name: "a.name collate \"und-x-icu\", a.id"
    case .username: "a.username, a.id"
    }
  }

  private var positionCondition: PostgresQuery {
    switch after {
    case nil: "true"
    case .newest(let date, let id): "(a.created_at, a.id) < (\(date), \(id))"
    case .name(let name, let id):
      "(a.name collate \"und-x-icu\", a.id) > (\(name), \(id))"
    case .username(let name, let id): "(a.username, a.id) > (\(name), \(id))"
    }
  }
}
