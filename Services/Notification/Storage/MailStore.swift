import Foundation
package import NotificationDomain
package import Postgres

/// The mail that is due and what became of it.
package struct MailStore: Sendable {
  let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// Queues a mail in the transaction that makes it due. An event that is told again changes
  /// nothing: it has its mail already. Nor does a mail of a kind the person wants no more of. A trigger
  /// adds the administration of the person, who stays in it until the transaction ends.
  package func queue(_ order: MailOrder, in connection: PostgresConnection) async throws {
    let arguments = String(
      decoding: try JSONEncoder().encode(order.arguments), as: UTF8.self)
    try await connection.query(
      """
      insert into mail (id, event_id, account_id, template, language, address, arguments,
        created_at, expires_at, due_at, administration_id)
      select \(order.id), \(order.eventID), \(order.accountID), \(order.template.rawValue),
        \(order.language.rawValue), \(order.address), \(arguments)::text::jsonb,
        \(order.createdAt), \(order.expiresAt), \(order.createdAt),
        \(order.administrationID)::uuid
      where not exists (
        select from unsubscriptions
        where account_id = \(order.accountID) and template = \(order.template.rawValue))
      on conflict (event_id, account_id, template) do nothing
      """)
  }

  /// Takes the mails that have been due the longest, or whose senders' leases ended, for so many
  /// seconds: at most `limit`, under one lease. Two senders never get the same one.
  package func lease(_ limit: Int, seconds: Double) async throws -> [LeasedMail] {
    let lease = UUID()
    return try await self.pool.query(
      """
      update mail set state = 'sending', lease = \(lease), attempts = attempts + 1,
        due_at = now() + make_interval(secs => \(seconds)), changed_at = now()
      where id = any(array(
        select id from mail where state in ('queued', 'sending') and due_at <= now()
        order by due_at limit \(Int64(limit)) for update skip locked))
      returning \(unsafeSQL: Self.columns), exists (
        select from address_failures where address_failures.address = lower(mail.address)
          and \(SuppressionStore.isSuppressed)
      ) as is_suppressed
      """
    ).map { row in
      let record = try Self.record(row)
      return LeasedMail(
        order: record.order, attempts: record.attempts,
        isSuppressed: try row.decode(Bool.self, "is_suppressed"), lease: lease)
    }
  }

  /// Lengthens a lease; false when it has been lost.
  package func renew(_ mail: LeasedMail, seconds: Double) async throws -> Bool {
    try await self.pool.execute(
      """
      update mail set due_at = now() + make_interval(secs => \(seconds))
      where id = \(mail.order.id) and lease = \(mail.lease) and due_at > now()
      """) == 1
  }

  /// Puts mails that were leased and not tried back where they were.
  package func release(_ mails: [LeasedMail]) async throws {
    try await self.pool.query(
      """
      update mail set state = 'queued', lease = null, attempts = attempts - 1, due_at = now(),
        changed_at = now()
      where id = any(\(mails.map(\.order.id))) and lease = any(\(mails.map(\.lease)))
      """)
  }

  static let columns = """
    id, event_id, account_id, template, language, address, arguments::text as arguments,
    created_at, expires_at, state, attempts, changed_at, answer, opened_at, due_at
    """

  static func record(_ row: PostgresRow) throws -> MailRecord {
    let template = try row.decode(String.self, "template")
    let state = try row.decode(String.self, "state")
    guard let known = MailTemplate(rawValue: template), let state = MailState(rawValue: state)
    else { throw MailFault.unknownTemplate(template) }
    let arguments = try row.decode(String.self, "arguments")
    let order = MailOrder(
      id: try row.decode(UUID.self, "id"), eventID: try row.decode(UUID.self, "event_id"),
      accountID: try row.decode(UUID.self, "account_id"), template: known,
      language: WrittenLanguage(code: try row.decode(String.self, "language")),
      address: try row.decode(String.self, "address"),
      arguments: try JSONDecoder().decode([String: String].self, from: Data(arguments.utf8)),
      createdAt: try row.decode(Date.self, "created_at"),
      expiresAt: try row.decode(Date.self, "expires_at"))
    return MailRecord(
      order: order, state: state, attempts: Int(try row.decode(Int32.self, "attempts")),
      changedAt: try row.decode(Date.self, "changed_at"),
      answer: try row.decode(String.self, "answer"),
      openedAt: try row.decode(Date?.self, "opened_at"),
      dueAt: try row.decode(Date.self, "due_at"))
  }
}
