internal import Cryptography
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
  package let times: SessionTimes

  /// The session of a token's SHA-256; nil when there is none or it was ended.
  package static func find(
    tokenHash: [UInt8], in database: any StatementRunner
  ) async throws(PostgresError) -> SessionView? {
    let rows = try await database.query(
      """
      \(selection)
      where s.token_hash = \(tokenHash) and s.ended_at is null and a.suspended_at is null
      """)
    guard let row = rows.first else { return nil }
    return try SessionView(row)
  }

  /// The sessions of many tokens' SHA-256, each with its own; those are missing that never were or were ended.
  package static func find(
    tokenHashes: [[UInt8]], in database: any StatementRunner
  ) async throws(PostgresError) -> [(tokenHash: [UInt8], session: SessionView)] {
    let rows = try await database.query(
      """
      \(selection)
      where s.token_hash in (select decode(hash, 'hex') from unnest(\(tokenHashes.map(hexadecimal))) as hash)
        and s.ended_at is null and a.suspended_at is null
      """)
    var found: [(tokenHash: [UInt8], session: SessionView)] = []
    for row in rows {
      found.append((try row.decode([UInt8].self, "token_hash"), try SessionView(row)))
    }
    return found
  }

  private static let selection: PostgresQuery =
    """
    select s.id, s.token_hash, s.account_id, s.created_at, s.last_seen_at, s.expires_at, s.idle_seconds,
      a.name, a.language, a.administration_id, a.time_zone, a.preferred_name, a.small_photo,
      s.code_given_at is not null as code_given,
      array(select r.role::bigint from account_roles r where r.account_id = a.id) as roles,
      \(AccountStateQuery.columns)
    from sessions s join accounts a on a.id = s.account_id
      join credentials c on c.account_id = a.id
    """

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
    var state = try AccountStateQuery.state(row)
    state.codeGiven = try row.decode(Bool.self, "code_given")
    self.state = state
    times = try SessionTimes(row)
  }
}

/// Reads what decides the gate of an account `a` with credential `c`.
package enum AccountStateQuery {
  static let columns: PostgresQuery = """
    c.temporary_expires_at is not null as must_change, a.profile_confirmed,
    c.second_factor_at is not null as has_factor,
    exists (select from erasures e
      where e.account_id = a.id and e.state = 'waiting') as erasure_asked,
    not exists (select from policy_documents d
      where d.binding is not null and not d.archived and not exists (
        select from policy_acceptances p
        where p.account_id = a.id and p.document_id = d.id and p.version >= d.binding
          and (p.accepted or not d.required))) as policies_settled
    """

  static func state(_ row: PostgresRow) throws(PostgresError) -> AccountState {
    return AccountState(
      mustChangePassword: try row.decode(Bool.self, "must_change"),
      policyAccepted: try row.decode(Bool.self, "policies_settled"),
      profileConfirmed: try row.decode(Bool.self, "profile_confirmed"),
      hasSecondFactor: try row.decode(Bool.self, "has_factor"),
      erasureAsked: try row.decode(Bool.self, "erasure_asked"))
  }

  /// The state of an account, as of a session that gave its code, and its roles; nil when there is none.
  package static func find(
    _ account: UUID, in database: any StatementRunner
  ) async throws(PostgresError) -> (state: AccountState, roles: Set<SiteRole>)? {
    let rows = try await database.query(
      """
      select \(columns),
        array(select r.role::bigint from account_roles r where r.account_id = a.id) as roles
      from accounts a join credentials c on c.account_id = a.id
      where a.id = \(account)
      """)
    guard let row = rows.first else { return nil }
    let roles = Set(try row.decode([Int].self, "roles").compactMap(SiteRole.init(rawValue:)))
    return (try state(row), roles)
  }
}
