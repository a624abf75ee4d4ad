package import Foundation
package import IdentityDomain
package import Postgres

/// The statements on accounts and their roles.
package struct AccountStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes new accounts without their roles; `events` says how many events of each are written with it. Throws a
  /// violation of ``usernameKey`` or ``administrationKey``.
  package func insert(_ accounts: [Account], events: Int64) async throws(PostgresError) {
    try await database.query(
      """
      insert into accounts (id, username, email, email_folded, name, language, administration_id,
        city, country, time_zone, description, search_text, profile_confirmed, version, created_at,
        changed_at, event_version)
      select id, username, email, email_folded, name, language, administration_id, city, country,
        time_zone, description, search_text, profile_confirmed, version, created_at, created_at, \(events)
      from unnest(\(accounts.map(\.id)), \(accounts.map(\.username)), \(accounts.map(\.email)),
        \(accounts.map { $0.email.lowercased() }), \(accounts.map(\.name)), \(accounts.map(\.language)),
        \(NullableArray(accounts.map(\.administration))), \(accounts.map(\.city)), \(accounts.map(\.country)),
        \(accounts.map(\.timeZone)), \(accounts.map(\.description)), \(accounts.map(\.searchText)),
        \(accounts.map(\.profileConfirmed)), \(accounts.map(\.version)), \(accounts.map(\.createdAt)))
        as a (id, username, email, email_folded, name, language, administration_id, city, country, time_zone,
          description, search_text, profile_confirmed, version, created_at)
      """)
  }

  /// The constraint that keeps usernames apart.
  package static let usernameKey = "accounts_username_key"
  /// The constraint that an account's administration exists.
  package static let administrationKey = "accounts_administration_id_fkey"

  /// Writes the roles of new accounts.
  package func insertRoles(of accounts: [Account]) async throws(PostgresError) {
    let held = accounts.flatMap { account in account.roles.map { (account.id, $0.rawValue) } }
    try await database.query(
      """
      insert into account_roles (account_id, role)
      select account_id, role from unnest(\(held.map(\.0)), \(held.map(\.1))) as r (account_id, role)
      """)
  }

  /// Writes a changed profile if nobody changed it since `version`; false when somebody did.
  package func update(
    _ account: Account, ifVersion version: Int64, now: Date
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      update accounts set name = \(account.name), email = \(account.email),
        email_folded = \(account.email.lowercased()), language = \(account.language),
        city = \(account.city), country = \(account.country), time_zone = \(account.timeZone),
        description = \(account.description), search_text = \(account.searchText),
        profile_confirmed = \(account.profileConfirmed), version = \(account.version),
        preferred_name = \(account.details.preferredName),
        interests = \(account.details.interests.words),
        visibility = \(account.details.visibility.numbers),
        changed_at = \(now)
      where id = \(account.id) and version = \(version)
      returning id
      """)
    return !rows.isEmpty
  }

  /// Writes what an import changes of accounts, of each if nobody changed it since `version`; how many there were.
  package func update(
    imported changed: [(account: Account, version: Int64)], now: Date
  ) async throws(PostgresError) -> Int {
    let accounts = changed.map(\.account)
    let rows = try await database.query(
      """
      update accounts a set name = n.name, email = n.email, email_folded = n.email_folded,
        language = n.language, search_text = n.search_text, version = n.version, changed_at = \(now)
      from unnest(\(accounts.map(\.id)), \(changed.map(\.version)), \(accounts.map(\.name)),
        \(accounts.map(\.email)), \(accounts.map { $0.email.lowercased() }), \(accounts.map(\.language)),
        \(accounts.map(\.searchText)), \(accounts.map(\.version)))
        as n (id, base, name, email, email_folded, language, search_text, version)
      where a.id = n.id and a.version = n.base
      returning a.id
      """)
    return rows.count
  }

  /// Takes the next event versions of accounts, as many as are asked for of each, and returns the first of each. Locks the
  /// accounts for the rest of the transaction, so that their events are written in order.
  package func takeEventVersions(
    _ counts: [(account: UUID, count: Int)]
  ) async throws(PostgresError) -> [UUID: Int64] {
    let rows = try await database.query(
      """
      update accounts a set event_version = event_version + c.count
      from unnest(\(counts.map(\.account)), \(counts.map(\.count))) as c (id, count)
      where a.id = c.id
      returning a.id, a.event_version - c.count + 1 as first
      """)
    guard rows.count == counts.count else {
      throw PostgresError(.decoding, "an event of an account that does not exist")
    }
    var first: [UUID: Int64] = [:]
    for row in rows {
      first[try row.decode(UUID.self, "id")] = try row.decode(Int64.self, "first")
    }
    return first
  }

  /// The accounts among those.
  package func find(_ ids: [UUID]) async throws(PostgresError) -> [UUID: Account] {
    let accounts = try Self.accounts(
      try await database.query("\(Self.selection) where a.id = any(\(ids))"))
    return Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, $0) })
  }

  /// The account; nil when there is none.
  package func find(_ id: UUID) async throws(PostgresError) -> Account? {
    try await database.query("\(Self.selection) where a.id = \(id)").first.map(Self.account)
  }

  /// The account of a username in lower case; nil when there is none.
  package func find(username: String) async throws(PostgresError) -> Account? {
    try await database.query("\(Self.selection) where a.username = \(username)").first
      .map(Self.account)
  }

  /// The accounts that have an address, given in lower case, oldest first, at most `limit`.
  package func find(
    email folded: String, limit: Int
  ) async throws(PostgresError) -> [Account] {
    let rows = try await database.query(
      """
      \(Self.selection) where a.email_folded = \(folded) order by a.created_at, a.id limit \(limit)
      """)
    return try Self.accounts(rows)
  }
}

extension AccountStore {
  /// What every reading of accounts begins with.
  static let selection: PostgresQuery = "select \(columns) from accounts a"

  /// All that is kept of an account `a`.
  static let columns: PostgresQuery = """
    a.id, a.username, a.email, a.name, a.language, a.administration_id, a.city, a.country,
      a.time_zone, a.description, a.profile_confirmed, a.version, a.created_at,
      a.preferred_name, a.interests, a.visibility, a.photo, a.small_photo,
      array(select r.role::bigint from account_roles r where r.account_id = a.id) as roles
    """

  /// The accounts of rows that ``selection`` gave.
  static func accounts(_ rows: [PostgresRow]) throws(PostgresError) -> [Account] {
    var accounts: [Account] = []
    for row in rows { accounts.append(try account(row)) }
    return accounts
  }

  static func account(_ row: PostgresRow) throws(PostgresError) -> Account {
    let roles = try row.decode([Int].self, "roles")
    return Account(
      id: try row.decode(UUID.self, "id"), username: try row.decode(String.self, "username"),
      email: try row.decode(String.self, "email"), name: try row.decode(String.self, "name"),
      language: try row.decode(String.self, "language"),
      administration: try row.decode(UUID?.self, "administration_id"),
      roles: Set(roles.compactMap(SiteRole.init(rawValue:))),
      city: try row.decode(String.self, "city"), country: try row.decode(String.self, "country"),
      timeZone: try row.decode(String.self, "time_zone"),
      description: try row.decode(String.self, "description"),
      profileConfirmed: try row.decode(Bool.self, "profile_confirmed"),
      version: try row.decode(Int64.self, "version"),
      createdAt: try row.decode(Date.self, "created_at"), details: try details(row))
  }

  private static func details(_ row: PostgresRow) throws(PostgresError) -> ProfileDetails {
    var details = ProfileDetails()
    details.preferredName = try row.decode(String.self, "preferred_name")
    details.interests = Interests(kept: try row.decode([String].self, "interests"))
    details.visibility = ProfileVisibility(numbers: try row.decode([Int].self, "visibility"))
    let small = try row.decode(String?.self, "small_photo")
    if let large = try row.decode(String?.self, "photo"), let small {
      details.photo = Photo(keptLarge: large, small: small)
    }
    return details
  }
}
