internal import Foundation
internal import Postgres

/// The statements of the relay. All run on the connection that holds the leader's lock.
struct OutboxStore: Sendable {
  struct Row: Sendable {
    let position: Int64
    let id: UUID
    let type: String
    let envelope: [UInt8]
  }

  let service: String
  let connection: PostgresConnection

  /// Tries to become the one relay of the service; the lock ends with the connection.
  func lead() async throws -> Bool {
    let name = "clikc.outbox.\(service)"
    let rows = try await connection.query(
      "select pg_try_advisory_lock(hashtextextended(\(name), 0)) as leads")
    return try rows.first?.decode(Bool.self, "leads") ?? false
  }

  func listen() async throws {
    try await connection.listen(channel)
  }

  /// Tells the leader, which may be another process.
  func notify() async throws {
    try await connection.query("select pg_notify(\(channel), '')")
  }

  /// The oldest events that are due, in the order they were written. There is no cursor: a row that
  /// commits late is found like any other.
  func due(limit: Int) async throws -> [Row] {
    try await connection.query(
      """
      select position, id, type, envelope from outbox
      where published_at is null and (retry_at is null or retry_at <= now())
      order by position limit \(limit)
      """
    ).map { row in
      Row(
        position: try row.decode(Int64.self, "position"), id: try row.decode(UUID.self, "id"),
        type: try row.decode(String.self, "type"),
        envelope: try row.decode([UInt8].self, "envelope"))
    }
  }

  func markPublished(_ positions: [Int64]) async throws {
    try await connection.query(
      "update outbox set published_at = now() where position = any(\(positions))")
  }

  /// Sets events aside that no queue took, for 1 s at first and 10 min at last.
  func setAside(_ positions: [Int64]) async throws {
    try await connection.query(
      """
      update outbox set attempts = attempts + 1,
        retry_at = now() + least(
          interval '1 second' * power(2, least(attempts, 10)), interval '10 minutes')
      where position = any(\(positions))
      """)
  }

  /// Forgets what was published a week ago and what was received 45 days ago, a thousand rows at a time.
  func prune() async throws {
    var pruned = 0
    repeat {
      pruned = try await connection.execute(
        """
        delete from outbox where published_at < now() - interval '7 days' and position in
          (select position from outbox order by position limit 1000)
        """)
      pruned += try await connection.execute(
        """
        delete from inbox where ctid = any (array
          (select ctid from inbox where received_at < now() - interval '45 days' limit 1000))
        """)
    } while pruned > 0
  }

  private var channel: String { "outbox_\(service)" }
}
