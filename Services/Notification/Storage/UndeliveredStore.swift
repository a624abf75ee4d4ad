package import Foundation
package import NotificationDomain
package import Postgres

/// A mail that did not arrive, as those see it who look after its person.
package struct UndeliveredMail: Sendable {
  package let mail: MailRecord
  /// Who was to get it.
  package let name: String
  /// The administration of the person as it is now.
  package let administrationID: UUID?
  /// Whether it went to an account, and not to somebody who was refused one.
  package let hasAccount: Bool
  /// Whether another of its kind was asked for since.
  package let isRepeated: Bool
  /// Whether it invites somebody who was sent no other invitation since and has not got in.
  package let isResendable: Bool
  /// The suppression of its address, where it may be lifted by who asks; nil when the address gets all mail.
  package let suppression: UUID?
}

/// Which mail is looked for.
package struct UndeliveredFilter: Sendable {
  package var state: UndeliveredState?
  package var template: MailTemplate?
  package var administrationID: UUID?
  /// Where the page before ended.
  package var after: ListPosition?
  /// The most mails of an answer.
  package var limit = 50

  package init() {}
}

/// The mail that did not arrive, within the reach of somebody who looks after people; other mail is as if it were not.
package struct UndeliveredStore: Sendable {
  /// What is counted stops here.
  package static let countLimit = 100

  private let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  /// Mail that failed, what changed last first; one more than the limit when there is more.
  package func list(
    _ filter: UndeliveredFilter, for caretaker: Caretaker
  ) async throws -> [UndeliveredMail] {
    guard caretaker.hasReach else { return [] }
    return try await self.pool.query(Self.listing(filter, caretaker)).map(Self.mail)
  }

  /// The same within a transaction.
  package func list(
    _ filter: UndeliveredFilter, for caretaker: Caretaker, in connection: PostgresConnection
  ) async throws -> [UndeliveredMail] {
    guard caretaker.hasReach else { return [] }
    return try await connection.query(Self.listing(filter, caretaker)).map(Self.mail)
  }

  /// How many invitations did not arrive whose people were sent no other and have not got in; ``countLimit`` at most.
  package func countInvitations(for caretaker: Caretaker) async throws -> Int {
    guard caretaker.hasReach else { return 0 }
    let rows = try await self.pool.query(
      """
      select count(*) as count from (
        select from mail
        where template = 'new_account' and \(unsafeSQL: Self.given(up: "state"))
          and \(caretaker.mailReach) and \(Self.isWaitedFor)
        limit \(Int64(Self.countLimit))) as found
      """)
    return Int(try rows.first?.decode(Int64.self, "count") ?? 0)
  }
}

// The parts of the statements.
extension UndeliveredStore {
  private static func listing(_ filter: UndeliveredFilter, _ caretaker: Caretaker) -> PostgresQuery
  {
    """
    select \(unsafeSQL: MailStore.columns), administration_id,
      coalesce(
        (select people.name from people where people.account_id = mail.account_id),
        mail.arguments ->> 'name', '') as name,
      exists (select from people where people.account_id = mail.account_id) as has_account,
      \(Self.isFollowed(by: "later.template = mail.template")) as is_repeated,
      \(Self.isWaitedFor) as is_resendable,
      (select id from address_failures
        where address = lower(mail.address) and \(SuppressionStore.isSuppressed)
          and \(caretaker.addressReach)) as suppression
    from (
      select * from mail
      where \(unsafeSQL: Self.undelivered) and \(caretaker.mailReach)
        and \(Self.condition(of: filter))
      order by changed_at desc, id desc limit \(Int64(filter.limit + 1))
    ) as mail
    order by changed_at desc, id desc
    """
  }

  /// As the partial indexes have it, word by word.
  private static let undelivered = """
    (state in ('failed_permanent', 'expired', 'suppressed') or state in ('queued', 'sending') and answer <> '')
    """

  private static func given(up column: String) -> String {
    "\(column) in ('failed_permanent', 'expired', 'suppressed')"
  }

  private static func condition(of filter: UndeliveredFilter) -> PostgresQuery {
    let state: PostgresQuery =
      switch filter.state {
      case nil: "true"
      case .failed: "state = 'failed_permanent'"
      case .expired: "state = 'expired'"
      case .suppressed: "state = 'suppressed'"
      case .retried: "state in ('queued', 'sending')"
      }
    let template: PostgresQuery =
      filter.template.map { "template = \($0.rawValue)" } ?? "true"
    let administration: PostgresQuery =
      filter.administrationID.map { "administration_id = \($0)" } ?? "true"
    let position: PostgresQuery =
      filter.after.map { "(changed_at, id) < (\($0.time), \($0.id))" } ?? "true"
    return "\(state) and \(template) and \(administration) and \(position)"
  }

  /// Whether the person was due another mail after this one.
  private static func isFollowed(by condition: PostgresQuery) -> PostgresQuery {
    """
    exists (select from mail as later where later.account_id = mail.account_id
      and later.created_at > mail.created_at and \(condition))
    """
  }

  /// Whether a mail invites and nothing came after it that makes it needless: another invitation, or word of the password
  /// that the person has chosen.
  private static let isWaitedFor: PostgresQuery = """
    mail.template in ('new_account', 'invitation_reminder') and \(unsafeSQL: given(up: "mail.state"))
      and not \(isFollowed(by: "later.template in ('new_account', 'password_changed')"))
    """

  private static func mail(_ row: PostgresRow) throws -> UndeliveredMail {
    UndeliveredMail(
      mail: try MailStore.record(row), name: try row.decode(String.self, "name"),
      administrationID: try row.decode(UUID?.self, "administration_id"),
      hasAccount: try row.decode(Bool.self, "has_account"),
      isRepeated: try row.decode(Bool.self, "is_repeated"),
      isResendable: try row.decode(Bool.self, "is_resendable"),
      suppression: try row.decode(UUID?.self, "suppression"))
  }
}

extension Caretaker {
  /// Whether there are people in reach at all.
  var hasReach: Bool { self.isAdministrator || self.administrationID != nil }

  /// The condition on `mail` that its person is in reach.
  fileprivate var mailReach: PostgresQuery {
    guard !self.isAdministrator else { return "true" }
    return "administration_id = \(self.administrationID)::uuid"
  }
}
