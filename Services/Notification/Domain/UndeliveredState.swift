/// How mail failed. The numbers are those of the contract.
package enum UndeliveredState: Int, CaseIterable, Sendable {
  /// Refused for good, or come back.
  case failed = 1
  /// Given up: too old to be of use.
  case expired = 2
  /// Not tried: mail to its address failed too often.
  case suppressed = 3
  /// Tried again after an error.
  case retried = 4
}
