package import Postgres

/// What runs a statement: a pool for one alone, a connection for those of a transaction.
package protocol StatementRunner: Sendable {
  @discardableResult
  func query(_ query: PostgresQuery) async throws(PostgresError) -> [PostgresRow]
}

extension PostgresPool: StatementRunner {}

extension PostgresConnection: StatementRunner {}
