package import Foundation
package import IdentityDomain
package import Postgres

/// A person as their caretaker sees them.
package struct PersonRow: Sendable {
  package var account: Account
  package var suspendedAt: Date?
  /// When the temporary password stops working, for who has one.
  package var invitedUntil: Date?

  package var state: PersonState {
    PersonState(waits: invitedUntil != nil, isSuspended: suspendedAt != nil)
  }
}

/// The statements on people by those who look after them.
package struct PeopleStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// The person; nil when there is none, or was erased.
  package func find(_ id: UUID) async throws(PostgresError) -> PersonRow? {
    try await database.query(
      """
      \(Self.selection) where a.id = \(id)
        and exists (select from credentials c where c.account_id = a.id)
      """
    ).first.map(Self.person)
  }

  /// The people among those; without who was erased.
  package func find(_ ids: [UUID]) async throws(PostgresError) -> [UUID: PersonRow] {
    let rows = try await database.query(
      """
      \(Self.selection) where a.id = any(\(ids))
        and exists (select from credentials c where c.account_id = a.id)
      """)
    var people: [UUID: PersonRow] = [:]
    for row in rows {
      let person = try Self.person(row)
      people[person.account.id] = person
    }
    return people
  }

  /// Suspends accounts, or lets them in again with nil. Who is suspended could not take a request for erasure back, so
  /// it has no end until they are let in and told of a new one. Throws a violation of ``RegisterStore/quotaKey``.
  package func suspend(
    _ accounts: [UUID], since moment: Date?, now: Date
  ) async throws(PostgresError) {
    try await database.query(
      """
      update accounts set suspended_at = \(moment), version = version + 1, changed_at = \(now)
      where id = any(\(accounts))
      """)
    try await database.query(
      """
      update erasures set final_at = null where account_id = any(\(accounts)) and state = 'waiting'
      """)
  }

  /// Writes names, administration and version if nobody changed the account since `version`; false when
  /// somebody did. Throws a violation of ``AccountStore/usernameKey``,
  /// ``AccountStore/administrationKey`` or ``RegisterStore/quotaKey``.
  package func update(
    _ account: Account, ifVersion version: Int64, now: Date
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      update accounts set name = \(account.name), username = \(account.username),
        email = \(account.email), email_folded = \(account.email.lowercased()),
        administration_id = \(account.administration), search_text = \(account.searchText),
        version = \(account.version), changed_at = \(now)
      where id = \(account.id) and version = \(version)
      returning id
      """)
    return !rows.isEmpty
  }

  /// Makes the roles of each account those given.
  package func replaceRoles(
    _ given: [(account: UUID, roles: Set<SiteRole>)]
  ) async throws(PostgresError) {
    let held = given.flatMap { account, roles in roles.map { (account, $0.rawValue) } }
    let wanted: PostgresQuery = "unnest(\(held.map(\.0)), \(held.map(\.1))) as w (account_id, role)"
    try await database.query(
      """
      delete from account_roles r where account_id = any(\(given.map(\.account)))
        and (account_id, role::bigint) not in (select account_id, role from \(wanted))
      """)
    try await database.query(
      """
      insert into account_roles (account_id, role) select account_id, role from \(wanted)
      on conflict (account_id, role) do nothing
      """)
  }

  /// The credential is read of those alone who wait.
  static let selection: PostgresQuery = """
    select \(AccountStore.columns), a.suspended_at,
      case when a.waiting then (
        select c.temporary_expires_at from credentials c where c.account_id = a.id
      ) end as temporary_expires_at
    from accounts a
    """

  static func person(_ row: PostgresRow) throws(PostgresError) -> PersonRow {
    PersonRow(
      account: try AccountStore.account(row),
      suspendedAt: try row.decode(Date?.self, "suspended_at"),
      invitedUntil: try row.decode(Date?.self, "temporary_expires_at"))
  }
}
