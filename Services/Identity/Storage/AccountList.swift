package import Foundation
package import IdentityDomain
package import Postgres

/// Which accounts a list shows.
package struct AccountList: Sendable {
  /// Whose accounts.
  package let scope: Caretaker.Scope
  /// Part of a name, username or address, folded; empty for all.
  package let search: String
  /// The last account of the page before; nil for the first page.
  package let after: UUID?
  package let limit: Int

  package init(scope: Caretaker.Scope, search: String, after: UUID?, limit: Int) {
    self.scope = scope
    self.search = search
    self.after = after
    self.limit = limit
  }

  /// The accounts, newest first.
  package func read(_ database: any StatementRunner) async throws(PostgresError) -> [Account] {
    let rows = try await database.query(
      """
      \(AccountStore.selection)
      where \(scopeCondition) and \(searchCondition) and \(positionCondition)
      order by a.created_at desc, a.id desc limit \(limit)
      """)
    return try AccountStore.accounts(rows)
  }

  private var scopeCondition: PostgresQuery {
    switch scope {
    case .everybody: "true"
    case .administration(let id): "a.administration_id = \(id)"
    }
  }

  private var searchCondition: PostgresQuery {
    search.isEmpty ? "true" : "strpos(a.search_text, \(search)) > 0"
  }

  private var positionCondition: PostgresQuery {
    guard let after else { return "true" }
    return """
      (a.created_at, a.id) < (select b.created_at, b.id from accounts b where b.id = \(after))
      """
  }
}
