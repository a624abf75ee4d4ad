package import Foundation
package import IdentityDomain
package import Postgres

/// What a person remembers of their account.
package enum ResetIdentifier: Hashable, Sendable {
  case username(String)
  /// In lower case.
  case email(String)
}

/// One request for a way back in.
package struct ResetRequest: Sendable {
  package let id: Int64
  package let identifier: ResetIdentifier
  /// The network address asked from, as counted.
  package let address: [UInt8]?
}

/// The statements on reset requests and the mails sent for them.
package struct ResetRequestStore: Sendable {
  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes a request for the worker; false when the address asked `limit` times within `window`
  /// seconds, known or unknown.
  package func insert(
    _ identifier: ResetIdentifier, from address: [UInt8]?, now: Date, limit: Int,
    window: TimeInterval
  ) async throws(PostgresError) -> Bool {
    let (kind, text) =
      switch identifier {
      case .username(let name): ("username", name)
      case .email(let folded): ("email", folded)
      }
    let rows = try await database.query(
      """
      insert into reset_requests (kind, identifier, address, requested_at, due_at)
      select \(kind), \(text), \(address), \(now), \(now)
      where (select count(*) from reset_requests
        where address = \(address) and requested_at > \(now.addingTimeInterval(-window))) < \(limit)
      returning id
      """)
    return !rows.isEmpty
  }

  /// Claims a request that is due: nobody else gets it before `until`, and after `attempts` claims
  /// nobody does. nil when none is due.
  package func claim(
    now: Date, until: Date, attempts: Int
  ) async throws(PostgresError) -> ResetRequest? {
    let rows = try await database.query(
      """
      update reset_requests set attempts = attempts + 1, due_at = \(until)
      where id = (select id from reset_requests
        where handled_at is null and due_at <= \(now) and attempts < \(attempts)
        order by due_at, id limit 1 for update skip locked)
      returning id, kind, identifier, address
      """)
    guard let row = rows.first else { return nil }
    let text = try row.decode(String.self, "identifier")
    return ResetRequest(
      id: try row.decode(Int64.self, "id"),
      identifier: try row.decode(String.self, "kind") == "email" ? .email(text) : .username(text),
      address: try row.decode([UInt8]?.self, "address"))
  }

  /// Locks a request for the rest of the transaction; false when it was handled or is being handled.
  package func lock(_ id: Int64) async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      """
      select id from reset_requests where id = \(id) and handled_at is null for update skip locked
      """)
    return !rows.isEmpty
  }

  /// Marks a request as handled.
  package func markHandled(_ id: Int64, now: Date) async throws(PostgresError) {
    try await database.query("update reset_requests set handled_at = \(now) where id = \(id)")
  }

  /// When mails were sent to an account since `start`.
  package func mails(to account: UUID, since start: Date) async throws(PostgresError) -> [Date] {
    try await times("account_id = \(account) and sent_at > \(start)")
  }

  /// When mails were sent because of an address since `start`; none when it is unknown.
  package func mails(
    from address: [UInt8]?, since start: Date
  ) async throws(PostgresError) -> [Date] {
    try await times("address = \(address) and sent_at > \(start)")
  }

  /// Writes down a mail.
  package func insertMail(
    to account: UUID, from address: [UInt8]?, now: Date
  ) async throws(PostgresError) {
    try await database.query(
      """
      insert into reset_mails (account_id, address, sent_at)
      values (\(account), \(address), \(now))
      """)
  }

  private func times(_ condition: PostgresQuery) async throws(PostgresError) -> [Date] {
    let rows = try await database.query("select sent_at from reset_mails where \(condition)")
    var times: [Date] = []
    for row in rows { times.append(try row.decode(Date.self, "sent_at")) }
    return times
  }
}
