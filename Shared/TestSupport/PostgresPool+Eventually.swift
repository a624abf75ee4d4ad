public import Postgres

extension PostgresPool {
  /// Asks until there is a row; the server's clock paces the questions. A time limit of the test ends
  /// what never becomes true.
  public func eventually(_ query: PostgresQuery) async throws {
    while try await self.query(query).isEmpty {
      try Task.checkCancellation()
      try await self.query("select pg_sleep(0.02)")
    }
  }
}
