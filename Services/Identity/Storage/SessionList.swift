package import Foundation
package import IdentityDomain
package import Postgres

/// An open session and whose it is.
package struct PersonSession: Sendable {
  package let session: ListedSession
  package let account: UUID
  package let name: String
  package let username: String
  package let administration: UUID?
}

/// How many sessions are open, and how many people have them.
package struct SessionCount: Equatable, Sendable {
  package let sessions: Int
  package let people: Int
}

/// The open sessions of everybody: those that neither ended nor ran out at a moment.
package struct SessionList: Sendable {
  /// Part of a name, username, e-mail address or network address, folded; empty for all.
  package let search: String
  /// The last session of the page before; nil for the first page.
  package let after: UUID?
  package let limit: Int
  package let now: Date

  package init(search: String, after: UUID?, limit: Int, now: Date) {
    self.search = search
    self.after = after
    self.limit = limit
    self.now = now
  }

  /// The sessions, the newest first.
  package func read(
    _ database: any StatementRunner
  ) async throws(PostgresError) -> [PersonSession] {
    let rows = try await database.query(
      """
      select s.id, s.created_at, s.last_seen_at, s.expires_at, s.idle_seconds, s.client_address,
        s.device, a.id as account_id, a.name, a.username, a.administration_id
      from sessions s join accounts a on a.id = s.account_id
      where \(isOpen) and \(searchCondition) and \(positionCondition)
      order by s.created_at desc, s.id desc limit \(limit)
      """)
    var sessions: [PersonSession] = []
    for row in rows { sessions.append(try PersonSession(row)) }
    return sessions
  }

  /// How many there are, whatever is looked for.
  package func count(_ database: any StatementRunner) async throws(PostgresError) -> SessionCount {
    let rows = try await database.query(
      """
      select count(*) as sessions, count(distinct s.account_id) as people
      from sessions s where \(isOpen)
      """)
    return SessionCount(
      sessions: try rows.first?.decode(Int.self, "sessions") ?? 0,
      people: try rows.first?.decode(Int.self, "people") ?? 0)
  }

  /// ``SessionRule/isAlive(_:roles:now:)`` as a condition.
  private var isOpen: PostgresQuery {
    """
    s.ended_at is null and s.expires_at > \(now) and case
      when exists (select from account_roles r
        where r.account_id = s.account_id and r.role = any(\(Self.neverRemembered)))
      then s.created_at > \(now - SessionRule.absolute)
        and s.last_seen_at + make_interval(secs => least(s.idle_seconds, \(SessionRule.idle))) > \(now)
      else s.last_seen_at + make_interval(secs => s.idle_seconds) > \(now) end
    """
  }

  private static let neverRemembered = SessionRule.neverRemembered.map { Int32($0.rawValue) }

  private var searchCondition: PostgresQuery {
    guard !search.isEmpty else { return "true" }
    return "(strpos(a.search_text, \(search)) > 0 or strpos(s.client_address, \(search)) > 0)"
  }

  private var positionCondition: PostgresQuery {
    guard let after else { return "true" }
    return """
      (s.created_at, s.id) < (select b.created_at, b.id from sessions b where b.id = \(after))
      """
  }
}

extension PersonSession {
  fileprivate init(_ row: PostgresRow) throws(PostgresError) {
    session = try ListedSession(row)
    account = try row.decode(UUID.self, "account_id")
    name = try row.decode(String.self, "name")
    username = try row.decode(String.self, "username")
    administration = try row.decode(UUID?.self, "administration_id")
  }
}
