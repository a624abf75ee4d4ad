package import Foundation
package import IdentityDomain
package import Postgres

/// Which entries of the audit log are looked for; nil leaves a thing open.
package struct AuditSearch: Sendable {
  package var actor: UUID?
  /// Whose own acts are left out.
  package var otherThan: UUID?
  package var subject: UUID?
  package var event: String?
  package var since: Date?
  /// The first moment that is too late.
  package var until: Date?
  /// The last entry of the page before.
  package var before: Int64?
  package var limit: Int

  package init(limit: Int) { self.limit = limit }

  /// The entries, newest first.
  package func read(_ database: any StatementRunner) async throws(PostgresError) -> [AuditEntry] {
    try await AuditStore(database).read(
      """
      where number < \(before ?? .max) and \(actorCondition) and \(subjectCondition)
        and \(otherCondition) and \(eventCondition) and \(sinceCondition) and \(untilCondition)
      order by number desc limit \(limit)
      """)
  }

  private var actorCondition: PostgresQuery { actor.map { "actor = \($0)" } ?? "true" }
  private var otherCondition: PostgresQuery {
    otherThan.map { "actor is distinct from \($0)" } ?? "true"
  }
  private var subjectCondition: PostgresQuery { subject.map { "subject = \($0)" } ?? "true" }
  private var eventCondition: PostgresQuery { event.map { "event = \($0)" } ?? "true" }
  private var sinceCondition: PostgresQuery { since.map { "at >= \($0)" } ?? "true" }
  private var untilCondition: PostgresQuery { until.map { "at < \($0)" } ?? "true" }
}

/// Who somebody in the log is.
package struct AuditName: Sendable {
  package let username: String
  package let name: String

  /// The names of accounts, as far as they are there.
  package static func find(
    _ accounts: Set<UUID>, in database: any StatementRunner
  ) async throws(PostgresError) -> [UUID: AuditName] {
    let ids = Array(accounts)
    let rows = try await database.query(
      "select id, username, name from accounts where id = any(\(ids))")
    var names: [UUID: AuditName] = [:]
    for row in rows {
      names[try row.decode(UUID.self, "id")] = AuditName(
        username: try row.decode(String.self, "username"),
        name: try row.decode(String.self, "name"))
    }
    return names
  }
}

extension AuditStore {
  /// Links behind a position and up to another, in order, with their entries.
  package func links(
    after position: Int64, until last: Int64, limit: Int
  ) async throws(PostgresError) -> [AuditLink] {
    let rows = try await database.query(
      """
      select c.position, c.entry as link_entry, c.hash, e.number is not null as present,
        coalesce(e.number, 0) as number, coalesce(e.at, 'epoch') as at, coalesce(e.event, '') as event,
        e.actor, e.subject, coalesce(e.client_address, '') as client_address,
        coalesce(e.device, '') as device, coalesce(e.details, '') as details
      from audit_chain c left join audit_entries e on e.number = c.entry
      where c.position > \(position) and c.position <= \(last)
      order by c.position limit \(limit)
      """)
    var links: [AuditLink] = []
    for row in rows {
      let isPresent = try row.decode(Bool.self, "present")
      links.append(
        AuditLink(
          position: try row.decode(Int64.self, "position"),
          number: try row.decode(Int64.self, "link_entry"),
          hash: try row.decode([UInt8].self, "hash"), entry: isPresent ? try Self.entry(row) : nil))
    }
    return links
  }

  /// The first entry written before `moment` that no link was made for.
  package func firstUnchained(before moment: Date) async throws(PostgresError) -> Int64? {
    let rows = try await database.query(
      """
      select e.number from audit_entries e
      where e.at < \(moment) and not exists (select from audit_chain c where c.entry = e.number)
      order by e.number limit 1
      """)
    return try rows.first?.decode(Int64.self, "number")
  }
}
