package import Foundation
package import IdentityDomain
package import Postgres

/// All that is known about an open session: whose it is and what it still has to do. One statement
/// on unique indexes, because every page asks for it.
package struct SessionView: Sendable {
  package let id: UUID
  package let account: UUID
  package let name: String
  package let language: String
  package let timeZone: String
  /// What the person wants to be called; empty when the name will do.
  package let preferredName: String
  /// The digest of the small photo.
  package let smallPhoto: String?
  package let administration: UUID?
  package let roles: Set<SiteRole>
  package let state: AccountState
  package let lastSeen: Date
  package let expires: Date

  /// The session of a token's SHA-256; nil when there is none or it was ended.
  package static func find(
    tokenHash: [UInt8], in database: any StatementRunner
  ) async throws(PostgresError) -> SessionView? {
    let rows = try await database.query(
      """
      select s.id, s.account_id, s.last_seen_at, s.expires_at, a.name, a.language,
        a.administration_id, a.time_zone, a.preferred_name, a.small_photo,
        array(select r.role::bigint from account_roles r where r.account_id = a.id) as roles,
        \(AccountStateQuery.columns)
      from sessions s join accounts a on a.id = s.account_id
        join credentials c on c.account_id = a.id
      where s.token_hash = \(tokenHash) and s.ended_at is null and a.suspended_at is null
      """)
    guard let row = rows.first else { return nil }
    return try SessionView(row)
  }

  private init(_ row: PostgresRow) throws(PostgresError) {
    id = try row.decode(UUID.self, "id")
    account = try row.decode(UUID.self, "account_id")
    name = try row.decode(String.self, "name")
    language = try row.decode(String.self, "language")
    timeZone = try row.decode(String.self, "time_zone")
    preferredName = try row.decode(String.self, "preferred_name")
    smallPhoto = try row.decode(String?.self, "small_photo")
    administration = try row.decode(UUID?.self, "administration_id")
    roles = Set(try row.decode([Int].self, "roles").compactMap(SiteRole.init(rawValue:)))
    state = try AccountStateQuery.state(row)
    lastSeen = try row.decode(Date.self, "last_seen_at")
    expires = try row.decode(Date.self, "expires_at")
  }
}

/// Reads what decides the gate of an account `a` with credential `c`.
package enum AccountStateQuery {
  static let columns: PostgresQuery = """
    c.temporary_expires_at is not null as must_change, a.profile_confirmed,
    (select max(v.number) from policy_versions v where v.material) as binding,
    (select max(p.version) from policy_acceptances p
      where p.account_id = a.id and p.accepted) as accepted
    """

  static func state(_ row: PostgresRow) throws(PostgresError) -> AccountState {
    let standing = PolicyStanding(
      binding: try row.decode(Int?.self, "binding"),
      accepted: try row.decode(Int?.self, "accepted"))
    return AccountState(
      mustChangePassword: try row.decode(Bool.self, "must_change"),
      policyAccepted: standing.isSettled,
      profileConfirmed: try row.decode(Bool.self, "profile_confirmed"))
  }

  /// The state of an account; nil when there is none.
  package static func find(
    _ account: UUID, in database: any StatementRunner
  ) async throws(PostgresError) -> AccountState? {
    let rows = try await database.query(
      """
      select \(columns) from accounts a join credentials c on c.account_id = a.id
      where a.id = \(account)
      """)
    guard let row = rows.first else { return nil }
    return try state(row)
  }
}
