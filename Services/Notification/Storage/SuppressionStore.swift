package import Foundation
package import NotificationDomain
package import Postgres

/// An address that gets no mail that can be missed.
package struct SuppressedAddress: Sendable {
  package let id: UUID
  /// In lower case.
  package let address: String
  /// What was answered when mail failed last; empty when that is not known.
  package let answer: String
  package let suppressedAt: Date
  package let lastFailureAt: Date
  /// Whose address it is, by name; no more than ``SuppressionStore/peopleLimit``.
  package var people: [Person] = []
}

/// Which suppressed addresses are looked for.
package struct SuppressionFilter: Sendable {
  /// One of them alone.
  package var id: UUID?
  /// One address alone, in whatever case.
  package var address: String?
  /// A part of the address; empty for all.
  package var part = ""
  /// Where the page before ended.
  package var after: ListPosition?
  /// The most addresses of an answer.
  package var limit = 50

  package init() {}
}

/// The addresses that failed too often, within the reach of somebody who looks after people: a coordinator's reach are
/// the addresses of people of the administration. Others are as if they were not.
package struct SuppressionStore: Sendable {
  /// How many people of an address are told.
  package static let peopleLimit = 5

  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// The condition on `address_failures` that an address is suppressed now.
  static let isSuppressed: PostgresQuery = """
    points >= \(Int64(SuppressionRule.limit))
      and last_failure_at > now() - make_interval(secs => \(SuppressionRule.memory))
    """

  /// Addresses, what failed last first; one more than the limit when there are more.
  package func list(
    _ filter: SuppressionFilter, for caretaker: Caretaker
  ) async throws -> [SuppressedAddress] {
    try await self.pool.transaction { connection in
      try await self.list(filter, for: caretaker, in: connection)
    }
  }

  /// The same within a transaction.
  package func list(
    _ filter: SuppressionFilter, for caretaker: Caretaker, in connection: PostgresConnection
  ) async throws -> [SuppressedAddress] {
    guard caretaker.hasReach else { return [] }
    let found = try await connection.query(Self.listing(filter, caretaker)).map(Self.address)
    let people = try await connection.query(Self.people(of: found.map(\.address), caretaker))
    return try Self.adding(people, to: found)
  }

  /// Lets all mail go to an address again, as if none had failed; nil when it does, or is out of reach.
  package func lift(
    _ id: UUID, for caretaker: Caretaker, in connection: PostgresConnection
  ) async throws -> SuppressedAddress? {
    guard caretaker.hasReach else { return nil }
    let lifted = try await connection.query(
      """
      delete from address_failures
      where id = \(id) and \(Self.isSuppressed) and \(caretaker.addressReach)
      returning \(unsafeSQL: Self.columns)
      """
    ).map(Self.address)
    let people = try await connection.query(Self.people(of: lifted.map(\.address), caretaker))
    return try Self.adding(people, to: lifted).first
  }
}

// The parts of the statements.
extension SuppressionStore {
  /// A process of the version before leaves out since when.
  private static let columns = """
    id, address, answer, coalesce(suppressed_at, last_failure_at) as suppressed_at, last_failure_at
    """

  private static func listing(
    _ filter: SuppressionFilter, _ caretaker: Caretaker
  ) -> PostgresQuery {
    let one: PostgresQuery = filter.id.map { "id = \($0)" } ?? "true"
    let address: PostgresQuery =
      filter.address.map { "address = \($0.lowercased())" } ?? "true"
    let part: PostgresQuery =
      filter.part.isEmpty ? "true" : "strpos(address, \(filter.part.lowercased())) > 0"
    let position: PostgresQuery =
      filter.after.map { "(last_failure_at, id) < (\($0.time), \($0.id))" } ?? "true"
    return """
      select \(unsafeSQL: Self.columns) from address_failures
      where \(Self.isSuppressed) and \(caretaker.addressReach)
        and \(one) and \(address) and \(part) and \(position)
      order by last_failure_at desc, id desc limit \(Int64(filter.limit + 1))
      """
  }

  private static func people(
    of addresses: [String], _ caretaker: Caretaker
  ) -> PostgresQuery {
    """
    select asked.address, person.account_id, person.username, person.email, person.name,
      person.language, person.administration_id
    from unnest(\(addresses)::text[]) as asked (address)
    cross join lateral (
      select * from people where lower(email) = asked.address and \(caretaker.peopleReach)
      order by name, account_id limit \(Int64(Self.peopleLimit))) as person
    order by person.name, person.account_id
    """
  }

  private static func address(_ row: PostgresRow) throws -> SuppressedAddress {
    SuppressedAddress(
      id: try row.decode(UUID.self, "id"), address: try row.decode(String.self, "address"),
      answer: try row.decode(String.self, "answer"),
      suppressedAt: try row.decode(Date.self, "suppressed_at"),
      lastFailureAt: try row.decode(Date.self, "last_failure_at"))
  }

  private static func adding(
    _ people: [PostgresRow], to addresses: [SuppressedAddress]
  ) throws -> [SuppressedAddress] {
    var known: [String: [Person]] = [:]
    for row in people {
      known[try row.decode(String.self, "address"), default: []].append(try PeopleStore.person(row))
    }
    return addresses.map { address in
      var address = address
      address.people = known[address.address] ?? []
      return address
    }
  }
}

extension Caretaker {
  /// The condition on `address_failures` that it is the address of somebody in reach.
  var addressReach: PostgresQuery {
    guard !self.isAdministrator else { return "true" }
    return """
      exists (select from people where lower(people.email) = address_failures.address
        and \(self.peopleReach))
      """
  }

  /// The condition on `people` that they are in reach.
  fileprivate var peopleReach: PostgresQuery {
    guard !self.isAdministrator else { return "true" }
    return "people.administration_id = \(self.administrationID)::uuid"
  }
}
