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
    let name = Self.lockName(service)
    let rows = try await connection.query(
      "select pg_try_advisory_lock(hashtextextended(\(name), 0)) as leads")
    return try rows.first?.decode(Bool.self, "leads") ?? false
  }

  /// Prepares the session: it hears notifications, says whose it is, and ends when it stands still. A
  /// leader looks once a second; one that does not for so long is stopped or cut off, and must not keep
  /// others from leading.
  func open(idleLimit: Duration) async throws {
    try await connection.listen(channel)
    try await connection.query(
      """
      select set_config('idle_session_timeout', \("\(idleLimit.wholeMilliseconds)"), false),
        set_config('application_name', \(Self.name), false)
      """)
  }

  /// This process, as `clikcctl outbox status` shows the leader.
  private static let name =
    "relay \(ProcessInfo.processInfo.processIdentifier)@\(ProcessInfo.processInfo.hostName)"

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

  /// Makes the pieces of both tables that will be needed and drops those that are over: published rows
  /// are kept 7 days or more, rows of the inbox 45. Rows no piece was made for are deleted one by one;
  /// there are few. It waits for no lock longer than 20 ms.
  ///
  /// - Returns: what it did, a line each.
  /// - Throws: `lockNotAvailable` when somebody is in the way.
  func maintain() async throws -> [String] {
    let done = try await connection.query("select events_maintain() as line")
    try await connection.execute(
      """
      delete from outbox_rest where position in (select position from outbox_rest
        where published_at < now() - interval '7 days' limit 1000)
      """)
    try await connection.execute(
      """
      delete from inbox_rest where ctid = any (array (select ctid from inbox_rest
        where received_at < now() - interval '45 days' limit 1000))
      """)
    return try done.map { try $0.decode(String.self, "line") }
  }

  static func lockName(_ service: String) -> String { "clikc.outbox.\(service)" }

  private var channel: String { "outbox_\(service)" }
}
