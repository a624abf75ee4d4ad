package import Foundation

/// Who looks after certificates of others: an administrator after all of them, a coordinator after those of the
/// people of one administration.
package struct Caretaker: Hashable, Sendable {
  package let accountID: UUID
  package let isAdministrator: Bool
  /// The administration whose coordinator it is; nil for none.
  package let administrationID: UUID?

  package init(accountID: UUID, isAdministrator: Bool, administrationID: UUID?) {
    self.accountID = accountID
    self.isAdministrator = isAdministrator
    self.administrationID = administrationID
  }
}
