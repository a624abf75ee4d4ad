package import Foundation
package import NotificationDomain
import Postgres

extension MailStore {
  /// Ends a try; false when the lease was lost, and what became of the mail is another's to say.
  /// Counts against the address when nobody is there.
  package func record(
    _ decision: DeliveryDecision, _ outcome: DeliveryOutcome, of mail: LeasedMail
  ) async throws -> Bool {
    guard case .unknownRecipient = outcome else {
      return try await self.pool.execute(Self.ending(decision, outcome, of: mail)) == 1
    }
    return try await self.pool.transaction { connection in
      let rows = try await connection.query(
        "\(Self.ending(decision, outcome, of: mail)) returning address")
      guard let address = try rows.first?.decode(String.self, "address") else { return false }
      try await Self.count(.hard, against: address, answer: outcome.answer, in: connection)
      return true
    }
  }

  /// Adds to the failures of an address, with what was answered; those before it are forgotten when they are old.
  static func count(
    _ failure: SuppressionRule.Failure, against address: String, answer: String,
    in connection: PostgresConnection
  ) async throws {
    let limit = Int64(SuppressionRule.limit)
    let known: PostgresQuery = """
      case when old.last_failure_at > now() - make_interval(secs => \(SuppressionRule.memory))
        then old.points else 0 end
      """
    try await connection.query(
      """
      insert into address_failures as old (address, points, last_failure_at, answer)
      values (\(address.lowercased()), \(Int32(failure.rawValue)), now(), \(answer))
      on conflict (address) do update set last_failure_at = now(), answer = excluded.answer,
        points = excluded.points + \(known),
        suppressed_at = case
          when \(known) >= \(limit) then coalesce(old.suppressed_at, old.last_failure_at)
          when excluded.points + \(known) >= \(limit) then now() end
      where \(failure == .hard)
        or old.last_failure_at < now() - make_interval(secs => \(SuppressionRule.softInterval))
      """)
  }

  private static func ending(
    _ decision: DeliveryDecision, _ outcome: DeliveryOutcome, of mail: LeasedMail
  ) -> PostgresQuery {
    let (state, wait, untried) = Self.row(decision)
    return """
      update mail set state = \(state.rawValue), lease = null, answer = \(outcome.answer),
        attempts = attempts - \(Int32(untried ? 1 : 0)),
        due_at = now() + make_interval(secs => \(wait)), changed_at = now()
      where id = \(mail.order.id) and lease = \(mail.lease)
      """
  }

  private static func row(
    _ decision: DeliveryDecision
  ) -> (state: MailState, wait: TimeInterval, untried: Bool) {
    switch decision {
    case .accepted: (.accepted, 0, false)
    case .failed: (.failed, 0, false)
    case .expired: (.expired, 0, false)
    case .suppressed: (.suppressed, 0, true)
    case .retry(let seconds): (.queued, seconds, false)
    case .untried: (.queued, 0, true)
    }
  }
}

extension MailStore {
  /// A mail the relay had taken came back: counts against its address, once. False for a mail nobody
  /// knows, or that came back before.
  package func bounced(
    _ mail: UUID, _ failure: SuppressionRule.Failure, reason: String
  ) async throws -> Bool {
    try await self.pool.transaction { connection in
      let rows = try await connection.query(
        """
        update mail set state = 'failed_permanent', answer = \(reason), bounced_at = now(),
          changed_at = now()
        where id = \(mail) and state = 'accepted' and bounced_at is null returning address
        """)
      guard let address = try rows.first?.decode(String.self, "address") else { return false }
      try await Self.count(failure, against: address, answer: reason, in: connection)
      return true
    }
  }
}
