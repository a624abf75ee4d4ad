/// Where a person stands; the numbers are those of the contract.
package enum PersonState: Int, CaseIterable, Sendable {
  /// Has a temporary password and has not chosen one yet.
  case waiting = 1
  case active = 2
  case suspended = 3

  package init(waits: Bool, isSuspended: Bool) {
    self = isSuspended ? .suspended : waits ? .waiting : .active
  }
}
