internal import CatalogueDomain
internal import Foundation
internal import Postgres

/// The people Identity has told of.
struct PostgresPeopleStore: Sendable {
  let pool: PostgresPool

  /// Keeps what a newer version of the account says; an older one changes nothing. What does not say whether the
  /// account is suspended leaves that as it is.
  static func keep(
    _ person: Person, suspended: Bool? = nil, version: Int64, in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into people (
        account_id, version, username, email, email_folded, name, name_folded, administration_id,
        language, roles, suspended
      ) values (
        \(person.id), \(version), \(person.username), \(person.email),
        \(TextFolding.fold(person.email)), \(person.name), \(TextFolding.fold(person.name)),
        \(person.administration), \(person.language), \(person.roles.map(\.rawValue).sorted()),
        coalesce(\(suspended), false)
      )
      on conflict (account_id) do update set
        version = excluded.version, username = excluded.username, email = excluded.email,
        email_folded = excluded.email_folded, name = excluded.name,
        name_folded = excluded.name_folded, administration_id = excluded.administration_id,
        language = excluded.language, roles = excluded.roles,
        suspended = coalesce(\(suspended), people.suspended)
      where people.version < excluded.version
      """)
  }

  /// The person of that account; nil also for one who is suspended `toEnrol`.
  func person(_ account: UUID, toEnrol enrolled: Bool = false) async throws -> Person? {
    try await self.pool.query(
      """
      select account_id, username, email, name, administration_id, language, roles
      from people where account_id = \(account) and not (\(enrolled) and suspended)
      """
    ).first.map(Self.person)
  }

  /// Everybody who may sign in and whom `identifier` means: a username before an address before a name, each in full.
  func people(meant identifier: String) async throws -> [Person] {
    let folded = TextFolding.fold(identifier)
    let rows = try await self.pool.query(
      """
      select account_id, username, email, name, administration_id, language, roles,
        case when username = \(folded) then 1 when email_folded = \(folded) then 2 else 3 end as how
      from people
      where not suspended
        and (username = \(folded) or email_folded = \(folded) or name_folded = \(folded))
      order by how
      limit 50
      """)
    guard let best = try rows.first?.decode(Int.self, "how") else { return [] }
    return try rows.filter { try $0.decode(Int.self, "how") == best }.map(Self.person)
  }

  static func person(_ row: PostgresRow) throws -> Person {
    let roles = try row.decode([Int].self, "roles")
    return Person(
      id: try row.decode(UUID.self, "account_id"),
      username: try row.decode(String.self, "username"),
      email: try row.decode(String.self, "email"), name: try row.decode(String.self, "name"),
      administration: try row.decode(UUID?.self, "administration_id"),
      language: try row.decode(String.self, "language"),
      roles: Set(roles.compactMap(SiteRole.init(rawValue:))))
  }
}
