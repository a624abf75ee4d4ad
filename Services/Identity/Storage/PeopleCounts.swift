package import Foundation
package import IdentityDomain
package import Postgres

/// How many people of an administration stand where.
package struct PeopleCount: Equatable, Sendable {
  /// Nil for people without one.
  package let administration: UUID?
  /// Those whom nobody is in are missing.
  package let states: [PersonState: Int]
}

/// Counts of people by administration.
package struct PeopleCounts: Sendable {
  private let scope: Caretaker.Scope

  /// Of the people of `scope`.
  package init(of scope: Caretaker.Scope) { self.scope = scope }

  /// One for each administration that has people.
  package func read(
    _ database: any StatementRunner
  ) async throws(PostgresError) -> [PeopleCount] {
    let rows = try await database.query(
      """
      select a.administration_id,
        count(*) filter (where a.suspended_at is not null) as suspended,
        count(*) filter (where a.suspended_at is null and a.waiting) as waiting,
        count(*) filter (where a.suspended_at is null and not a.waiting) as active
      from accounts a where \(condition)
        and not exists (select from erasures e where e.account_id = a.id and e.state = 'erased')
      group by a.administration_id
      """)
    var counts: [PeopleCount] = []
    for row in rows {
      counts.append(
        PeopleCount(
          administration: try row.decode(UUID?.self, "administration_id"),
          states: [
            .waiting: try row.decode(Int.self, "waiting"),
            .active: try row.decode(Int.self, "active"),
            .suspended: try row.decode(Int.self, "suspended"),
          ]))
    }
    return counts
  }

  private var condition: PostgresQuery {
    switch scope {
    case .everybody: "true"
    case .administration(let id): "a.administration_id = \(id)"
    }
  }
}
