package import Foundation
package import IdentityDomain

/// What a row of an import comes to.
package struct CheckedRow: Sendable {
  package let wish: ImportWish?
  package let decision: ImportDecision
  /// What the account is that the row would change.
  package let former: ImportWish?
  package let account: UUID?

  package init(
    wish: ImportWish? = nil, decision: ImportDecision, former: ImportWish? = nil,
    account: UUID? = nil
  ) {
    self.wish = wish
    self.decision = decision
    self.former = former
    self.account = account
  }
}
