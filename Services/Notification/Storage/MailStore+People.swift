package import Foundation
package import NotificationDomain
package import Postgres

// What became of the mail of people.
extension MailStore {
  /// The last 50 mails to an account, newest first.
  package func list(accountID: UUID) async throws -> [MailRecord] {
    try await self.pool.query(
      """
      select \(unsafeSQL: Self.columns) from mail where account_id = \(accountID)
      order by created_at desc, id limit 50
      """
    ).map(Self.record)
  }

  /// The last mail with a temporary password to each of the accounts that had one.
  package func invitations(accounts: [UUID]) async throws -> [MailRecord] {
    try await self.pool.query(
      """
      select \(unsafeSQL: Self.columns) from unnest(\(accounts)::uuid[]) as wanted
      cross join lateral (
        select * from mail where account_id = wanted and template = 'new_account'
        order by created_at desc, id limit 1) as mail
      """
    ).map(Self.record)
  }

  /// Ends reminders of the kind of a mail for the person it went to, those in the queue too.
  package func unsubscribe(_ mail: UUID) async throws {
    let reminders = MailTemplate.allCases.filter(\.isReminder).map(\.rawValue)
    try await self.pool.transaction { connection in
      try await connection.query(
        """
        insert into unsubscriptions (account_id, template)
        select account_id, template from mail
        where id = \(mail) and template = any(\(reminders))
        on conflict do nothing
        """)
      try await connection.query(
        """
        delete from mail using unsubscriptions as ended
        where mail.account_id = ended.account_id and mail.template = ended.template
          and mail.state = 'queued'
          and ended.account_id = (select account_id from mail where id = \(mail))
        """)
    }
  }

  /// Removes the reminders in the queue that a person no longer needs.
  package func withdraw(
    _ template: MailTemplate, of accountID: UUID, in connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      delete from mail where account_id = \(accountID) and template = \(template.rawValue)
        and state = 'queued'
      """)
  }

  /// The link in a mail was followed: the first time is kept.
  package func noteOpened(_ mail: UUID) async throws {
    try await self.pool.query(
      "update mail set opened_at = now() where id = \(mail) and opened_at is null")
  }
}
