package import Foundation
package import NotificationDomain
package import Postgres

/// The mail that is due and what became of it.
package struct MailStore: Sendable {
  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// Queues a mail in the transaction that makes it due. An event that is told again changes
  /// nothing: it has its mail already.
  package func queue(_ order: MailOrder, in connection: PostgresConnection) async throws {
    let arguments = String(
      decoding: try JSONEncoder().encode(order.arguments), as: UTF8.self)
    try await connection.query(
      """
      insert into mail (id, event_id, account_id, template, language, address, arguments,
        created_at, expires_at, due_at)
      values (\(order.id), \(order.eventID), \(order.accountID), \(order.template.rawValue),
        \(order.language.rawValue), \(order.address), \(arguments)::text::jsonb,
        \(order.createdAt), \(order.expiresAt), \(order.createdAt))
      on conflict (event_id, account_id, template) do nothing
      """)
  }

  /// Takes the mail that has been due the longest, or one whose sender's lease ended, for so many
  /// seconds; nil when there is none. Two senders never get the same one.
  package func lease(seconds: Double) async throws -> LeasedMail? {
    let lease = UUID()
    let rows = try await self.pool.query(
      """
      update mail set state = 'sending', lease = \(lease), attempts = attempts + 1,
        due_at = now() + make_interval(secs => \(seconds)), changed_at = now()
      where id = (
        select id from mail where state in ('queued', 'sending') and due_at <= now()
        order by due_at limit 1 for update skip locked)
      returning \(unsafeSQL: Self.columns)
      """)
    guard let record = try rows.first.map(Self.record) else { return nil }
    return LeasedMail(order: record.order, attempts: record.attempts, lease: lease)
  }

  /// Lengthens a lease; false when it has been lost.
  package func renew(_ mail: LeasedMail, seconds: Double) async throws -> Bool {
    try await self.pool.execute(
      """
      update mail set due_at = now() + make_interval(secs => \(seconds))
      where id = \(mail.order.id) and lease = \(mail.lease) and due_at > now()
      """) == 1
  }

  /// Ends a try; false when the lease was lost, and what became of the mail is another's to say.
  package func record(
    _ decision: DeliveryDecision, answer: String, of mail: LeasedMail
  ) async throws -> Bool {
    let state: MailState
    var wait = 0.0
    switch decision {
    case .accepted: state = .accepted
    case .failed: state = .failed
    case .expired: state = .expired
    case .retry(let seconds):
      state = .queued
      wait = seconds
    }
    return try await self.pool.execute(
      """
      update mail set state = \(state.rawValue), lease = null, answer = \(answer),
        due_at = now() + make_interval(secs => \(wait)), changed_at = now()
      where id = \(mail.order.id) and lease = \(mail.lease)
      """) == 1
  }

  /// The last 50 mails to an account, newest first.
  package func list(accountID: UUID) async throws -> [MailRecord] {
    try await self.pool.query(
      """
      select \(unsafeSQL: Self.columns) from mail where account_id = \(accountID)
      order by created_at desc, id limit 50
      """
    ).map(Self.record)
  }

  private static let columns = """
    id, event_id, account_id, template, language, address, arguments::text as arguments,
    created_at, expires_at, state, attempts, changed_at, answer
    """

  private static func record(_ row: PostgresRow) throws -> MailRecord {
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
      secretExpiresAt: try row.decode(Date.self, "expires_at"))
    return MailRecord(
      order: order, state: state, attempts: Int(try row.decode(Int32.self, "attempts")),
      changedAt: try row.decode(Date.self, "changed_at"),
      answer: try row.decode(String.self, "answer"))
  }
}
