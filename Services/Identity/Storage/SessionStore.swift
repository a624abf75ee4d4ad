package import Foundation
package import IdentityDomain
package import Postgres

/// A session that is to be opened.
package struct NewSession: Sendable {
  package let id: UUID
  package let account: UUID
  /// SHA-256 of the token.
  package let tokenHash: [UInt8]
  package let createdAt: Date
  package let life: SessionLife
  /// The network address it is opened from; empty when unknown.
  package let clientAddress: String
  /// What opens it, in its own words; empty when it does not say.
  package let device: String

  package init(
    id: UUID, account: UUID, tokenHash: [UInt8], createdAt: Date, life: SessionLife = .plain,
    clientAddress: String = "", device: String = ""
  ) {
    self.id = id
    self.account = account
    self.tokenHash = tokenHash
    self.createdAt = createdAt
    self.life = life
    self.clientAddress = clientAddress
    self.device = device
  }

  /// When it ends at the latest.
  package var expiresAt: Date { createdAt.addingTimeInterval(life.absolute) }
}

/// The statements on sessions.
package struct SessionStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Opens a session.
  package func insert(_ session: NewSession) async throws(PostgresError) {
    try await database.query(
      """
      insert into sessions (id, account_id, token_hash, created_at, last_seen_at, expires_at,
        idle_seconds, client_address, device)
      values (\(session.id), \(session.account), \(session.tokenHash), \(session.createdAt),
        \(session.createdAt), \(session.expiresAt), \(Int32(session.life.idle)),
        \(session.clientAddress), \(session.device))
      """)
  }

  /// Writes down when sessions were last used, but for those of which a later time stands there. One that is locked, as
  /// by its end, is passed over, so that no two writers of many ever wait for each other.
  package func touch(_ used: [UUID: Date]) async throws(PostgresError) {
    let (ids, times) = (Array(used.keys), Array(used.values))
    try await database.query(
      """
      with due as materialized (
        select s.id, u.used_at
        from unnest(\(ids), \(times)) as u (id, used_at) join sessions s on s.id = u.id
        where s.last_seen_at < u.used_at
        for update of s skip locked)
      update sessions s set last_seen_at = due.used_at from due where s.id = due.id
      """)
  }

  /// Whose session it is; nil when it is none, or no longer kept.
  package func holder(of id: UUID) async throws(PostgresError) -> UUID? {
    try await database.query("select account_id from sessions where id = \(id)").first?
      .decode(UUID.self, "account_id")
  }

  /// The sessions of an account that were not ended, the last used first. Some may have run out.
  package func open(_ account: UUID) async throws(PostgresError) -> [ListedSession] {
    let rows = try await database.query(
      """
      select id, created_at, last_seen_at, expires_at, idle_seconds, client_address, device
      from sessions where account_id = \(account) and ended_at is null
      order by last_seen_at desc, id limit 200
      """)
    var sessions: [ListedSession] = []
    for row in rows { sessions.append(try ListedSession(row)) }
    return sessions
  }

  /// Ends a session of the account; false when it has ended already.
  package func end(
    _ id: UUID, of account: UUID, now: Date
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      update sessions set ended_at = \(now)
      where id = \(id) and account_id = \(account) and ended_at is null
      returning id
      """)
    return !rows.isEmpty
  }

  /// Ends all sessions of accounts.
  package func endAll(_ accounts: [UUID], now: Date) async throws(PostgresError) {
    try await database.query(
      """
      update sessions set ended_at = \(now) where account_id = any(\(accounts)) and ended_at is null
      """)
  }

  /// Ends all sessions of an account but `kept`, and returns those that ended.
  package func endAll(
    _ account: UUID, except kept: UUID?, now: Date
  ) async throws(PostgresError) -> [UUID] {
    let rows = try await database.query(
      """
      update sessions set ended_at = \(now)
      where account_id = \(account) and id is distinct from \(kept) and ended_at is null
      returning id
      """)
    var ended: [UUID] = []
    for row in rows { ended.append(try row.decode(UUID.self, "id")) }
    return ended
  }
}

/// A session as its owner sees it in the list.
package struct ListedSession: Sendable {
  package let id: UUID
  package let times: SessionTimes
  package let clientAddress: String
  package let device: String

  /// From the columns id, client_address, device and those of its times.
  init(_ row: PostgresRow) throws(PostgresError) {
    id = try row.decode(UUID.self, "id")
    times = try SessionTimes(row)
    clientAddress = try row.decode(String.self, "client_address")
    device = try row.decode(String.self, "device")
  }
}

extension SessionTimes {
  /// From the columns created_at, last_seen_at, expires_at and idle_seconds.
  init(_ row: PostgresRow) throws(PostgresError) {
    self.init(
      began: try row.decode(Date.self, "created_at"),
      lastSeen: try row.decode(Date.self, "last_seen_at"),
      expires: try row.decode(Date.self, "expires_at"),
      life: SessionLife(idle: TimeInterval(try row.decode(Int.self, "idle_seconds"))))
  }
}
