package import Foundation
package import IdentityDomain
package import Postgres

/// What is to be written into the audit log.
package struct NewAuditEntry: Sendable {
  package let at: Date
  package let event: AuditEvent
  package let act: AuditAct?
  package let actor: UUID?
  package let subject: UUID?
  package let clientAddress: String
  package let device: String
  package let details: [AuditDetail: String]

  package init(
    at: Date, event: AuditEvent, act: AuditAct? = nil, actor: UUID?, subject: UUID?,
    clientAddress: String, device: String, details: [AuditDetail: String]
  ) {
    self.at = at
    self.event = event
    self.act = act
    self.actor = actor
    self.subject = subject
    self.clientAddress = clientAddress
    self.device = device
    self.details = details
  }

  /// The act and the details as they are stored: keys in order, so that the same ones are the same text.
  var detailsText: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var texts = Dictionary(uniqueKeysWithValues: details.map { ($0.rawValue, $1) })
    texts["act"] = act?.rawValue
    // Texts encode always.
    return (try? encoder.encode(texts)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

/// What is to be written into the chain for an entry.
package struct NewAuditLink: Sendable {
  let position: Int64
  let entry: Int64
  let hash: [UInt8]

  package init(position: Int64, entry: Int64, hash: [UInt8]) {
    self.position = position
    self.entry = entry
    self.hash = hash
  }
}

/// The statements on the audit log. Entries are added and read, never changed.
package struct AuditStore: Sendable {
  let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Adds an entry.
  package func append(_ entry: NewAuditEntry) async throws(PostgresError) {
    try await append([entry])
  }

  /// Adds entries in this order; ``AuditSealer`` puts them into the chain afterwards.
  package func append(_ entries: [NewAuditEntry]) async throws(PostgresError) {
    try await database.query(
      """
      with added as (
        insert into audit_entries (at, event, actor, subject, client_address, device, details)
        select at, event, actor, subject, client_address, device, details
        from unnest(\(entries.map(\.at)), \(entries.map(\.event.rawValue)),
          \(NullableArray(entries.map(\.actor))), \(NullableArray(entries.map(\.subject))),
          \(entries.map(\.clientAddress)), \(entries.map(\.device)), \(entries.map(\.detailsText)))
          with ordinality as e (at, event, actor, subject, client_address, device, details, place)
        order by place
        returning number)
      insert into audit_waiting (number) select number from added
      """)
  }

  /// The entries of one subject and some kinds since a moment, newest first; those before `before` only.
  package func entries(
    of subject: UUID, _ events: [AuditEvent], since start: Date, before: Int64?, limit: Int
  ) async throws(PostgresError) -> [AuditEntry] {
    let names = events.map(\.rawValue)
    return try await read(
      """
      where subject = \(subject) and event = any(\(names)) and at >= \(start)
        and number < \(before ?? .max)
      order by number desc limit \(limit)
      """)
  }

  /// Reads whole entries by the rest of a statement.
  func read(_ rest: PostgresQuery) async throws(PostgresError) -> [AuditEntry] {
    let rows = try await database.query(
      """
      select number, at, event, actor, subject, client_address, device, details
      from audit_entries \(rest)
      """)
    var entries: [AuditEntry] = []
    for row in rows { entries.append(try Self.entry(row)) }
    return entries
  }

  static func entry(_ row: PostgresRow) throws(PostgresError) -> AuditEntry {
    AuditEntry(
      number: try row.decode(Int64.self, "number"), at: try row.decode(Date.self, "at"),
      event: try row.decode(String.self, "event"), actor: try row.decode(UUID?.self, "actor"),
      subject: try row.decode(UUID?.self, "subject"),
      clientAddress: try row.decode(String.self, "client_address"),
      device: try row.decode(String.self, "device"),
      details: try row.decode(String.self, "details"))
  }
}

extension AuditStore {
  /// Takes the right to add to the chain for the rest of the transaction; false when another has it.
  package func lockChain() async throws(PostgresError) -> Bool {
    let rows = try await database.query(
      "select pg_try_advisory_xact_lock(hashtextextended('clikc.identity.audit', 0)) as taken")
    return try rows.first?.decode(Bool.self, "taken") ?? false
  }

  /// The last link: position and hash; nil before the first.
  package func head() async throws(PostgresError) -> (position: Int64, hash: [UInt8])? {
    let rows = try await database.query(
      "select position, hash from audit_chain order by position desc limit 1")
    guard let row = rows.first else { return nil }
    return (try row.decode(Int64.self, "position"), try row.decode([UInt8].self, "hash"))
  }

  /// The oldest entries that are not in the chain.
  package func waiting(limit: Int) async throws(PostgresError) -> [AuditEntry] {
    try await read(
      "join audit_waiting using (number) order by number limit \(limit)")
  }

  /// Writes links of the chain.
  package func link(_ links: [NewAuditLink]) async throws(PostgresError) {
    try await database.query(
      """
      insert into audit_chain (position, entry, hash)
      select position, entry, hash
      from unnest(\(links.map(\.position)), \(links.map(\.entry)), \(links.map(\.hash)))
        as l (position, entry, hash)
      """)
  }

  /// Takes entries off the list of those that wait.
  package func settle(_ numbers: [Int64]) async throws(PostgresError) {
    try await database.query("delete from audit_waiting where number = any(\(numbers))")
  }
}
