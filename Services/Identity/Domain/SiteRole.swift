/// What a person may do anywhere on the site; the numbers are those of the contract.
package enum SiteRole: Int, CaseIterable, Comparable, Sendable {
  case learner = 1
  case tutor = 2
  case coordinator = 3
  case expert = 4
  case administrator = 5

  package static func < (left: SiteRole, right: SiteRole) -> Bool {
    left.rawValue < right.rawValue
  }
}
