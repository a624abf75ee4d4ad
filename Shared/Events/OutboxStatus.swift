public import Foundation
public import Postgres

/// How a service's outbox stands: what an operator wants to know of it.
public struct OutboxStatus: Sendable, Hashable {
  /// Events that no queue took, of one type.
  public struct Unroutable: Sendable, Hashable {
    /// The full protobuf name.
    public let type: String
    /// How many.
    public let count: Int
    /// The most tries any of them had.
    public let attempts: Int
  }

  /// Events that are not published.
  public let unpublished: Int
  /// Since when the oldest of them waits; nil when there is none.
  public let oldest: Date?
  /// The process whose relay leads, `relay <process id>@<host>`; nil when none does.
  public let leader: String?
  /// Events that were set aside because no queue took them.
  public let unroutable: [Unroutable]

  /// Reads it.
  public static func read(service: String, from pool: PostgresPool) async throws -> OutboxStatus {
    let totals = try await pool.query(
      """
      select count(*) as unpublished, min(created_at) as oldest from outbox
      where published_at is null
      """)
    let aside = try await pool.query(
      """
      select type, count(*) as count, max(attempts) as attempts from outbox
      where published_at is null and attempts > 0 group by type order by type
      """)
    return OutboxStatus(
      unpublished: try totals.first?.decode(Int.self, "unpublished") ?? 0,
      oldest: try totals.first?.decode(Date?.self, "oldest"),
      leader: try await leader(of: service, pool),
      unroutable: try aside.map { row in
        Unroutable(
          type: try row.decode("type"), count: try row.decode("count"),
          attempts: try row.decode("attempts"))
      })
  }

  private static func leader(of service: String, _ pool: PostgresPool) async throws -> String? {
    let name = OutboxStore.lockName(service)
    return try await pool.query(
      """
      select application_name as name from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and objsubid = 1
      and (classid::bigint << 32 | objid::bigint) = hashtextextended(\(name), 0)
      and database = (select oid from pg_database where datname = current_database())
      """
    ).first?.decode(String.self, "name")
  }
}
