package import Foundation
package import NotificationDomain
package import Postgres

/// A person as Identity last described them.
package struct Person: Equatable, Sendable {
  package let accountID: UUID
  package let username: String
  package let email: String
  package let name: String
  package let language: WrittenLanguage
  package let administrationID: UUID?

  package init(
    accountID: UUID, username: String, email: String, name: String, language: WrittenLanguage,
    administrationID: UUID?
  ) {
    self.accountID = accountID
    self.username = username
    self.email = email
    self.name = name
    self.language = language
    self.administrationID = administrationID
  }
}

/// The copy of people.
package struct PeopleStore: Sendable {
  package init() {}

  /// Keeps a description unless a newer one is there already.
  package func keep(
    _ person: Person, version: Int64, in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      insert into people
        (account_id, version, username, email, name, language, administration_id)
      values (\(person.accountID), \(version), \(person.username), \(person.email),
        \(person.name), \(person.language.rawValue), \(person.administrationID))
      on conflict (account_id) do update set version = excluded.version,
        username = excluded.username, email = excluded.email, name = excluded.name,
        language = excluded.language, administration_id = excluded.administration_id
      where people.version < excluded.version
      """)
  }

  /// The person, or nil when no event has brought them yet.
  package func find(
    _ accountID: UUID, in connection: PostgresConnection
  ) async throws -> Person? {
    try await connection.query(Self.byID(accountID)).first.map(Self.person)
  }

  /// The same outside of a transaction.
  package func find(_ accountID: UUID, in pool: PostgresPool) async throws -> Person? {
    try await pool.query(Self.byID(accountID)).first.map(Self.person)
  }

  /// Those of the accounts that belong to an administration.
  package func among(
    _ accounts: [UUID], of administration: UUID, in pool: PostgresPool
  ) async throws -> [UUID] {
    try await pool.query(
      """
      select account_id from people
      where account_id = any(\(accounts)) and administration_id = \(administration)
      """
    ).map { try $0.decode(UUID.self, "account_id") }
  }

  private static func byID(_ accountID: UUID) -> PostgresQuery {
    """
    select account_id, username, email, name, language, administration_id
    from people where account_id = \(accountID)
    """
  }

  /// A row of ``byID(_:)`` or of a statement with the same columns.
  static func person(_ row: PostgresRow) throws -> Person {
    Person(
      accountID: try row.decode(UUID.self, "account_id"),
      username: try row.decode(String.self, "username"),
      email: try row.decode(String.self, "email"), name: try row.decode(String.self, "name"),
      language: WrittenLanguage(code: try row.decode(String.self, "language")),
      administrationID: try row.decode(UUID?.self, "administration_id"))
  }
}
