package import Foundation
package import IdentityDomain
package import Postgres

/// A request for an account, as it is kept.
package struct ApplicationRow: Sendable {
  package let id: UUID
  package let name: String
  package let email: String
  package let administration: UUID
  package let language: String
  package let reason: String
  package let state: ApplicationState
  package let requestedAt: Date
  package let decidedAt: Date?
  package let account: UUID?
  package let refusal: String
}

/// The statements on requests for accounts.
package struct ApplicationStore: Sendable {
  /// The constraint that the administration exists.
  package static let administrationKey = "account_requests_administration_id_fkey"

  /// The constraint that an e-mail address has one request that waits for an administration's coordinators.
  package static let waitingKey = "account_requests_waiting_email_idx"

  private let database: any StatementRunner

  package init(_ database: any StatementRunner) { self.database = database }

  /// Writes a request unless its network address made too many. nil when it did; else whether the request
  /// waits for somebody, or is one too many of its e-mail address.
  package func insert(
    _ application: AccountApplication, id: UUID, from address: [UInt8]?, now: Date
  ) async throws(PostgresError) -> ApplicationState? {
    let hour = now.addingTimeInterval(-ApplicationRule.addressWindow)
    let day = now.addingTimeInterval(-ApplicationRule.emailWindow)
    let folded = application.email.folded
    let rows = try await database.query(
      """
      insert into account_requests (id, name, email, email_folded, administration_id, language,
        reason, state, address, requested_at)
      select \(id), \(application.name.text), \(application.email.text), \(folded),
        \(application.administration), \(application.language.rawValue),
        \(application.reason.text),
        case when exists (select from account_requests r where r.email_folded = \(folded)
            and r.administration_id = \(application.administration) and r.state = 1)
          or (select count(*) from account_requests r where r.email_folded = \(folded)
            and r.requested_at > \(day)) >= \(ApplicationRule.perEmail) then 4 else 1 end,
        \(address), \(now)
      where (select count(*) from account_requests r
        where r.address = \(address) and r.requested_at > \(hour)) < \(ApplicationRule.perAddress)
      returning state::bigint
      """)
    return try rows.first.map { row throws(PostgresError) in
      ApplicationState(rawValue: try row.decode(Int.self, "state")) ?? .ignored
    }
  }

  /// The request; nil when there is none, or it was one too many.
  package func find(_ id: UUID) async throws(PostgresError) -> ApplicationRow? {
    try await database.query("\(Self.selection) where r.id = \(id) and r.state <> 4").first
      .map(Self.row)
  }

  /// The same, locked for the rest of the transaction.
  package func lock(_ id: UUID) async throws(PostgresError) -> ApplicationRow? {
    try await database.query(
      "\(Self.selection) where r.id = \(id) and r.state <> 4 for update"
    ).first.map(Self.row)
  }

  /// A page: those that wait by age, decided ones the newest first. `after` is the last request of the page
  /// before.
  package func list(
    _ state: ApplicationState, in scope: Caretaker.Scope, after: UUID?, limit: Int
  ) async throws(PostgresError) -> [ApplicationRow] {
    let own: PostgresQuery =
      switch scope {
      case .everybody: "true"
      case .administration(let id): "r.administration_id = \(id)"
      }
    let page = state == .waiting ? Self.waiting(after: after) : Self.decided(state, after: after)
    let rows = try await database.query("\(Self.selection) where \(own) and \(page) limit \(limit)")
    var found: [ApplicationRow] = []
    for row in rows { found.append(try Self.row(row)) }
    return found
  }

  /// Writes down how a request was decided.
  package func decide(
    _ id: UUID, _ state: ApplicationState, by decider: UUID, account: UUID? = nil,
    refusal: String = "", now: Date
  ) async throws(PostgresError) {
    try await database.query(
      """
      update account_requests set state = \(state.rawValue), decided_at = \(now),
        decided_by = \(decider), account_id = \(account), refusal = \(refusal)
      where id = \(id)
      """)
  }

  /// Those of `names` that accounts have.
  package func taken(_ names: [String]) async throws(PostgresError) -> Set<String> {
    let rows = try await database.query(
      "select username from accounts where username = any(\(names))")
    var taken: Set<String> = []
    for row in rows { taken.insert(try row.decode(String.self, "username")) }
    return taken
  }

  /// Who is asked to decide for an administration: its coordinators, or administrators where it has none.
  package func deciders(of administration: UUID) async throws(PostgresError) -> [UUID] {
    let rows = try await database.query(
      """
      with coordinators as (
        select a.id from account_roles r join accounts a on a.id = r.account_id
        where r.role = 3 and a.administration_id = \(administration) and a.suspended_at is null)
      select id from coordinators
      union all
      select a.id from account_roles r join accounts a on a.id = r.account_id
      where r.role = 5 and a.suspended_at is null and not exists (select from coordinators)
      order by id limit 50
      """)
    var deciders: [UUID] = []
    for row in rows { deciders.append(try row.decode(UUID.self, "id")) }
    return deciders
  }

  private static func waiting(after: UUID?) -> PostgresQuery {
    let place: PostgresQuery =
      if let after {
        """
        (r.requested_at, r.id) > (select l.requested_at, l.id from account_requests l
          where l.id = \(after))
        """
      } else { "true" }
    return "r.state = 1 and \(place) order by r.requested_at, r.id"
  }

  private static func decided(_ state: ApplicationState, after: UUID?) -> PostgresQuery {
    let place: PostgresQuery =
      if let after {
        """
        (r.decided_at, r.id) < (select l.decided_at, l.id from account_requests l
          where l.id = \(after))
        """
      } else { "true" }
    return """
      r.state = \(state.rawValue) and \(place) order by r.decided_at desc, r.id desc
      """
  }

  private static let selection: PostgresQuery = """
    select r.id, r.name, r.email, r.administration_id, r.language, r.reason,
      r.state::bigint as state, r.requested_at, r.decided_at, r.account_id, r.refusal
    from account_requests r
    """

  private static func row(_ row: PostgresRow) throws(PostgresError) -> ApplicationRow {
    ApplicationRow(
      id: try row.decode(UUID.self, "id"), name: try row.decode(String.self, "name"),
      email: try row.decode(String.self, "email"),
      administration: try row.decode(UUID.self, "administration_id"),
      language: try row.decode(String.self, "language"),
      reason: try row.decode(String.self, "reason"),
      state: ApplicationState(rawValue: try row.decode(Int.self, "state")) ?? .ignored,
      requestedAt: try row.decode(Date.self, "requested_at"),
      decidedAt: try row.decode(Date?.self, "decided_at"),
      account: try row.decode(UUID?.self, "account_id"),
      refusal: try row.decode(String.self, "refusal"))
  }
}
