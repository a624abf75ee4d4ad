internal import CatalogueDomain
internal import EventContract
internal import Foundation
internal import IdentityContract
internal import Postgres

/// Keeps the directory of people as Identity tells it. Events that come twice or late change nothing:
/// the account's version decides.
enum AccountEvents {
  static func created(
    _ event: Clikc_Identity_V1_AccountCreated, version: Int64, in connection: PostgresConnection
  ) async throws {
    let person = Person(
      id: try Self.id(event.accountID), username: event.username, email: event.email,
      name: event.name, administration: UUID(uuidString: event.administrationID),
      language: event.language, roles: Self.roles(event.roles))
    try await PostgresPeopleStore.keep(person, version: version, in: connection)
  }

  static func changed(
    _ event: Clikc_Identity_V1_AccountChanged, version: Int64, in connection: PostgresConnection
  ) async throws {
    let person = Person(
      id: try Self.id(event.accountID), username: event.username, email: event.email,
      name: event.name, administration: UUID(uuidString: event.administrationID),
      language: event.language, roles: Self.roles(event.roles))
    try await PostgresPeopleStore.keep(
      person, suspended: event.suspended, version: version, in: connection)
  }

  static func erased(
    _ event: Clikc_Identity_V1_AccountErased, version: Int64, at time: Date,
    in connection: PostgresConnection
  ) async throws {
    try await PostgresPersonStore(record: .outbox).erase(
      try Self.id(event.accountID), pseudonym: event.pseudonym, version: version, now: time,
      in: connection)
  }

  /// An event no one can apply; it ends among the dead letters.
  struct UnreadableAccount: Error {}

  private static func id(_ text: String) throws -> UUID {
    guard let id = UUID(uuidString: text) else { throw UnreadableAccount() }
    return id
  }

  private static func roles(_ numbers: [Int32]) -> Set<SiteRole> {
    Set(numbers.compactMap { SiteRole(rawValue: Int($0)) })
  }
}
