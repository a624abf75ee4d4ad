package import Foundation
package import IdentityDomain
package import Postgres

/// An administration in the register, as it is kept.
package struct RegisterRow: Sendable {
  package let administration: AdministrationRow
  /// nil where none was said.
  package let region: Region?
  /// 0 for any number.
  package let quota: Int
  /// Accounts, suspended ones not counted.
  package let accounts: Int
}

/// Who looks after the people of an administration.
package struct CoordinatorRow: Sendable {
  package let administration: UUID
  package let account: UUID
  package let name: String
  package let email: String
}

/// The statements on the register of administrations.
package struct RegisterStore: Sendable {
  /// The constraint that holds an administration to its quota of accounts.
  package static let quotaKey = "administrations_quota"

  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// All administrations, by code.
  package func list() async throws(PostgresError) -> [RegisterRow] {
    try await read("true")
  }

  /// One of them; nil when no administration has the code.
  package func find(_ code: AdministrationCode) async throws(PostgresError) -> RegisterRow? {
    try await read("a.code = \(code.text)").first
  }

  /// One of them, by id.
  package func find(_ id: UUID) async throws(PostgresError) -> RegisterRow? {
    try await read("a.id = \(id)").first
  }

  /// Sets what is decided; false when no administration has the code.
  package func update(
    _ code: AdministrationCode, region: Region?, quota: Int
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      update administrations set region = \(region?.rawValue ?? 0), quota = \(quota)
      where code = \(code.text) returning id
      """)
    return !rows.isEmpty
  }

  /// Makes an administration unless the code has one; its region is set where none was. Whether it was
  /// made, and its id.
  package func ensure(
    _ code: AdministrationCode, region: Region?, fresh: UUID, now: Date
  ) async throws(PostgresError) -> (id: UUID, isNew: Bool) {
    let rows = try await database.query(
      """
      insert into administrations as a (id, code, region, created_at)
      values (\(fresh), \(code.text), \(region?.rawValue ?? 0), \(now))
      on conflict (code) do update
      set region = case a.region when 0 then excluded.region else a.region end
      returning a.id
      """)
    let id = try rows.first?.decode(UUID.self, "id") ?? fresh
    return (id, id == fresh)
  }

  /// Writes a name in a language the administration has none in.
  package func ensure(
    name: String, _ language: Language, of administration: UUID
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into administration_names (administration_id, language, name)
      values (\(administration), \(language.rawValue), \(name))
      on conflict (administration_id, language) do nothing
      """)
  }

  /// The coordinators of all administrations, or of one, by name; suspended ones do not count.
  package func coordinators(
    of administration: UUID? = nil
  ) async throws(PostgresError) -> [CoordinatorRow] {
    let rows = try await database.query(
      """
      select a.administration_id, a.id, a.name, a.email
      from account_roles r join accounts a on a.id = r.account_id
      where r.role = \(SiteRole.coordinator.rawValue) and r.role > 1 and a.suspended_at is null
        and a.administration_id = coalesce(\(administration), a.administration_id)
      order by a.name, a.id
      """)
    var coordinators: [CoordinatorRow] = []
    for row in rows {
      coordinators.append(
        CoordinatorRow(
          administration: try row.decode(UUID.self, "administration_id"),
          account: try row.decode(UUID.self, "id"), name: try row.decode(String.self, "name"),
          email: try row.decode(String.self, "email")))
    }
    return coordinators
  }

  private func read(_ condition: PostgresQuery) async throws(PostgresError) -> [RegisterRow] {
    let rows = try await database.query(
      """
      select a.id, a.code, a.region::bigint as region, a.quota, a.accounts,
        array_agg(n.language order by n.language) as languages,
        array_agg(n.name order by n.language) as names
      from administrations a join administration_names n on n.administration_id = a.id
      where \(condition)
      group by a.id order by a.code
      """)
    var found: [RegisterRow] = []
    for row in rows {
      found.append(
        RegisterRow(
          administration: try AdministrationRow(row),
          region: Region(rawValue: try row.decode(Int.self, "region")),
          quota: try row.decode(Int.self, "quota"),
          accounts: try row.decode(Int.self, "accounts")))
    }
    return found
  }
}
