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
    guard case .administration = scope else { return try await body(self) }
    return try await writing(in: scope) { connection in try await body(connection) }
  }

  /// A transaction within a scope. For one administration the database itself neither shows nor lets write what is
  /// another's: statements on it touch no row, or throw.
  package func writing<Value: Sendable>(
    in scope: Caretaker.Scope,
    _ body: @Sendable (PostgresConnection) async throws -> Value
  ) async throws -> Value {
    guard case .administration(let id) = scope else {
      return try await transaction { try await body($0) }
    }
    return try await PostgresScope(administration: id).run {
      try await transaction { try await body($0) }
    }
  }
}

extension PostgresScope {
  /// Of one administration; empty is of none, which sees everybody.
  fileprivate init(administration: UUID?) {
    self.init(["clikc.administration": administration?.uuidString.lowercased() ?? ""])
  }
}

extension PostgresConnection {
  /// Takes the scope off for the rest of the transaction, for the one act that leads out of it: giving a person to
  /// another administration, where their caretaker sees them no more.
  package func leaveScope() async throws(PostgresError) {
    try await enter(PostgresScope(administration: nil))
  }
}
