internal import Foundation
package import IdentityDomain
package import Postgres

extension PostgresPool {
  /// Reads within a scope. For one administration the database itself leaves out everybody else (row-level
  /// security on `accounts`), for as long as the transaction lasts and not a statement longer; for everybody no
  /// transaction is needed.
  package func reading<Value: Sendable>(
    in scope: Caretaker.Scope,
    _ body: @Sendable (any StatementRunner) async throws -> Value
  ) async throws -> Value {
    guard case .administration(let id) = scope else { return try await body(self) }
    return try await transaction { connection in
      try await connection.query(
        "select set_config('clikc.administration', \(id.uuidString.lowercased()), true)")
      return try await body(connection)
    }
  }
}
