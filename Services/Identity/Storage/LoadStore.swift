package import Foundation
package import IdentityDomain
package import Postgres

/// An account that comes in with many others.
package struct LoadedAccount: Sendable {
  package let account: Account
  package let state: PersonState

  package init(account: Account, state: PersonState) {
    self.account = account
    self.state = state
  }
}

/// Writes accounts by the thousand.
package struct LoadStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes accounts with their role and credential, in one statement, and returns how many there are; those whose
  /// username is taken are passed over. Who waits has a temporary password, all others that of `passwordHash`. Throws
  /// a violation of ``AccountStore/administrationKey`` or ``RegisterStore/quotaKey``.
  package func insert(
    _ loaded: [LoadedAccount], passwordHash: String, now: Date
  ) async throws(PostgresError) -> Int {
    guard let first = loaded.first else { return 0 }
    let accounts = loaded.map(\.account)
    let created = accounts.map { Int($0.createdAt.timeIntervalSince1970 * 1_000_000) }
    let waiting = Credential.derived(first.account.id, serial: 1, now: now)
    let rows = try await database.query(
      """
      with given as (
        select * from unnest(\(accounts.map(\.id)), \(accounts.map(\.username)), \(accounts.map(\.email)),
          \(accounts.map(\.name)), \(accounts.map(\.language)), \(accounts.map(\.searchText)), \(created),
          \(loaded.map { $0.state == .waiting }), \(loaded.map { $0.state == .suspended }))
          as g (id, username, email, name, language, search_text, created, waits, is_suspended)
      ), made as (
        insert into accounts (id, username, email, email_folded, name, language, administration_id, city, country,
          time_zone, description, search_text, profile_confirmed, version, created_at, changed_at, waiting,
          suspended_at)
        select id, username, email, lower(email), name, language, \(first.account.administration), '', '',
          \(first.account.timeZone), '', search_text, not waits, 1,
          timestamptz 'epoch' + created * interval '1 microsecond', \(now), waits,
          case when is_suspended then \(now)::timestamptz end
        from given
        on conflict (username) do nothing
        returning id, waiting
      ), roles as (
        insert into account_roles (account_id, role) select id, \(SiteRole.learner.rawValue) from made
      )
      insert into credentials (account_id, password_hash, temporary_serial, temporary_expires_at, reset_serial,
        changed_at)
      select id, case when waiting then \(Credential.derivedMark) else \(passwordHash) end, 1,
        case when waiting then \(waiting.temporaryExpiresAt)::timestamptz end, 0, \(now)
      from made
      returning account_id
      """)
    return rows.count
  }
}
