import Postgres

/// A pool, or the connection of a transaction: what a statement can be given to.
protocol QueryRunner: Sendable {
  @discardableResult
  func query(_ query: PostgresQuery) async throws(PostgresError) -> [PostgresRow]
}

extension PostgresPool: QueryRunner {}
extension PostgresConnection: QueryRunner {}
