package import Foundation
package import IdentityDomain
package import Postgres

/// A request for erasure with whose it is.
package struct ErasureRow: Sendable {
  package let erasure: Erasure
  package let name: String
  package let username: String
  /// Code of the administration; nil for people without one.
  package let administration: String?
}

/// The statements on requests for erasure, and the erasure itself.
package struct ErasureStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes a request; one that waits already stays as it is, and false is answered.
  package func request(
    _ account: UUID, reason: String, now: Date, finalAt: Date
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      insert into erasures (account_id, state, reason, requested_at, final_at)
      values (\(account), 'waiting', \(reason), \(now), \(finalAt))
      on conflict (account_id) do update set state = 'waiting', reason = excluded.reason,
        requested_at = excluded.requested_at, final_at = excluded.final_at, decided_at = null,
        decided_by = null, answer = ''
      where erasures.state = 'refused'
      returning account_id
      """)
    return !rows.isEmpty
  }

  /// Whether the account is of an administrator beside whom nobody could let people in: no other may sign in, or
  /// all others asked for erasure too. Holds until the transaction ends, whoever asks at the same time.
  package func isLastAdministrator(_ account: UUID) async throws(PostgresError) -> Bool {
    try await database.query(
      "select pg_advisory_xact_lock(hashtextextended('clikc.identity.erasures', 0))")
    let rows = try await database.query(
      """
      select from account_roles mine
      where mine.account_id = \(account) and mine.role = \(SiteRole.administrator.rawValue)
        and not exists (
          select from account_roles r join accounts a on a.id = r.account_id
          where r.role = mine.role and a.id <> mine.account_id and a.suspended_at is null
            and not exists (
              select from erasures e where e.account_id = a.id and e.state = 'waiting'))
      """)
    return !rows.isEmpty
  }

  /// Takes back a request that waits; false when none does.
  package func withdraw(_ account: UUID) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      delete from erasures where account_id = \(account) and state = 'waiting' returning account_id
      """)
    return !rows.isEmpty
  }

  /// Gives a request that waits without an end its end; false when none does, or the account is suspended.
  package func schedule(
    _ account: UUID, finalAt: Date
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      update erasures e set final_at = \(finalAt) from accounts a
      where e.account_id = \(account) and e.state = 'waiting' and e.final_at is null
        and a.id = e.account_id and a.suspended_at is null
      returning e.account_id
      """)
    return !rows.isEmpty
  }

  /// Whose requests wait without an end though they could take them back, the oldest hundred.
  package func unscheduled() async throws(PostgresError) -> [UUID] {
    try await accounts(
      """
      select e.account_id from erasures e join accounts a on a.id = e.account_id
      where e.state = 'waiting' and e.final_at is null and a.suspended_at is null
      order by e.requested_at limit 100
      """)
  }

  /// Whose requests are final at `now`, the oldest hundred.
  package func final(at now: Date) async throws(PostgresError) -> [UUID] {
    try await accounts(
      """
      select account_id from erasures where state = 'waiting' and final_at <= \(now)
      order by final_at limit 100
      """)
  }

  private func accounts(_ query: PostgresQuery) async throws(PostgresError) -> [UUID] {
    var accounts: [UUID] = []
    for row in try await database.query(query) {
      accounts.append(try row.decode(UUID.self, "account_id"))
    }
    return accounts
  }

  /// Decides a request that waits; false when none does. Without a decider it is decided by time: one that is not
  /// final at `now` does not count.
  package func decide(
    _ account: UUID, as state: Erasure.State, answer: String, by decider: UUID?, now: Date
  ) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      update erasures set state = \(state.rawValue), answer = \(answer), decided_at = \(now),
        decided_by = \(decider),
        reason = case when \(state == .erased) then '' else reason end
      where account_id = \(account) and state = 'waiting'
        and (final_at <= \(now) or \(decider != nil))
      returning account_id
      """)
    return !rows.isEmpty
  }

  /// A person's request; nil when there is none.
  package func find(_ account: UUID) async throws(PostgresError) -> ErasureRow? {
    try await read("e.account_id = \(account)").first
  }

  /// Those that wait, oldest first.
  package func waiting() async throws(PostgresError) -> [ErasureRow] {
    try await read("e.state = 'waiting' order by e.requested_at")
  }

  /// The last hundred that were decided, newest first.
  package func decided() async throws(PostgresError) -> [ErasureRow] {
    try await read("e.state <> 'waiting' order by e.decided_at desc limit 100")
  }

  private func read(_ condition: PostgresQuery) async throws(PostgresError) -> [ErasureRow] {
    let rows = try await database.query(
      """
      select e.account_id, e.state, e.reason, e.requested_at, e.final_at, e.decided_at,
        e.answer, a.name, a.username, n.code
      from erasures e join accounts a on a.id = e.account_id
        left join administrations n on n.id = a.administration_id
      where \(condition)
      """)
    var erasures: [ErasureRow] = []
    for row in rows {
      let erasure = Erasure(
        account: try row.decode(UUID.self, "account_id"),
        state: Erasure.State(rawValue: try row.decode(String.self, "state")) ?? .waiting,
        reason: try row.decode(String.self, "reason"),
        requestedAt: try row.decode(Date.self, "requested_at"),
        finalAt: try row.decode(Date?.self, "final_at"),
        decidedAt: try row.decode(Date?.self, "decided_at"),
        answer: try row.decode(String.self, "answer"))
      erasures.append(
        ErasureRow(
          erasure: erasure, name: try row.decode(String.self, "name"),
          username: try row.decode(String.self, "username"),
          administration: try row.decode(String?.self, "code")))
    }
    return erasures
  }
}

extension ErasureStore {
  /// Puts a pseudonym in the place of a person: nothing that tells who they were is left in this schema but what
  /// they accepted and when, without the address it came from. Their sessions must have been ended.
  package func erase(
    _ account: UUID, pseudonym: String, now: Date
  ) async throws(PostgresError) {
    for statement in Self.statements(account) { try await database.query(statement) }
    try await database.query(
      """
      update accounts set username = \(pseudonym), email = '', email_folded = '',
        name = \(pseudonym), administration_id = null, city = '', country = '',
        time_zone = 'UTC', description = '', search_text = '', preferred_name = '',
        interests = '{}', visibility = '{4,4,4,4,4,4,4}', version = version + 1,
        changed_at = \(now)
      where id = \(account)
      """)
  }

  private static func statements(_ account: UUID) -> [PostgresQuery] {
    [
      "delete from sessions where account_id = \(account)",
      "delete from reset_tokens where account_id = \(account)",
      "delete from reset_mails where account_id = \(account)",
      """
      delete from reset_requests r using accounts a
      where a.id = \(account) and r.identifier in (a.username, a.email_folded)
      """,
      """
      delete from account_requests r using accounts a
      where a.id = \(account) and (r.account_id = a.id or r.email_folded = a.email_folded)
      """,
      // What a file said of the person; its row keeps its number and what became of it.
      """
      update import_rows r set cells = '{}', wish = '', changes = '{}', before = null, former = null
      from accounts a where a.id = \(account)
        and (r.account_id = a.id or a.username = any(r.cells) or a.email = any(r.cells))
      """,
      "delete from recovery_codes where account_id = \(account)",
      "delete from second_factors where account_id = \(account)",
      "delete from former_passwords where account_id = \(account)",
      "delete from credentials where account_id = \(account)",
      "delete from account_roles where account_id = \(account)",
      "delete from course_members where account_id = \(account)",
      "update policy_acceptances set client_address = '' where account_id = \(account)",
      "update policy_answers set client_address = '' where account_id = \(account)",
    ]
  }
}
