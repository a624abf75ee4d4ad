import Authentication
import Foundation
import Postgres

/// Who has which roles in which administration, at random; some are of none, as WCO staff is, and some suspended.
struct RoleGraph: Sendable {
  struct Somebody: Sendable {
    let id: UUID
    let username: String
    let roles: Set<Role>
    let administration: UUID?
    let isSuspended: Bool
  }

  let people: [Somebody]

  /// Deals roles and administrations to `accounts`.
  init(
    of accounts: [(id: UUID, username: String)], among administrations: [UUID],
    using dice: inout some RandomNumberGenerator
  ) {
    people = accounts.map { account in
      Somebody(
        id: account.id, username: account.username,
        roles: Set(
          [.learner] + Role.allCases.filter { _ in Int.random(in: 0..<4, using: &dice) == 0 }),
        administration: Int.random(in: 0..<8, using: &dice) == 0
          ? nil : administrations.randomElement(using: &dice),
        isSuspended: Int.random(in: 0..<5, using: &dice) == 0)
    }
  }

  /// Makes it so in the database.
  func write(to pool: PostgresPool) async throws {
    let held = people.flatMap { person in person.roles.map { (person.id, $0.rawValue) } }
    try await pool.transaction { connection in
      try await connection.query(
        """
        update accounts a set administration_id = g.administration_id,
          suspended_at = case when g.is_suspended then now() end
        from unnest(\(people.map(\.id)), \(NullableArray(people.map(\.administration))),
          \(people.map(\.isSuspended))) as g (id, administration_id, is_suspended)
        where a.id = g.id
        """)
      try await connection.query("delete from account_roles")
      try await connection.query(
        """
        insert into account_roles (account_id, role)
        select account_id, role from unnest(\(held.map(\.0)), \(held.map(\.1))) as r (account_id, role)
        """)
    }
  }
}

// The rule once more, in other words than the service's own.
extension RoleGraph.Somebody {
  func sees(_ other: Self) -> Bool {
    if roles.contains(.administrator) { return true }
    guard roles.contains(.coordinator), let administration else { return false }
    return other.administration == administration
  }

  /// Whether they may do more with somebody than look.
  func changes(_ other: Self) -> Bool {
    guard sees(other), other.id != id else { return false }
    if roles.contains(.administrator) { return true }
    return !other.roles.contains(.administrator) && !other.roles.contains(.coordinator)
  }
}
