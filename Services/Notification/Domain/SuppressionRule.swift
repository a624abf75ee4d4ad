package import Foundation

/// When an address has failed too often to be tried with mail that can be missed.
package enum SuppressionRule {
  /// What one failure counts.
  package enum Failure: Int, Sendable {
    /// Delivery was given up, for a reason that may pass.
    case soft = 1
    /// Nobody is at the address.
    case hard = 2
  }

  /// From how many points on an address is suppressed: two hard failures.
  package static let limit = 4
  /// So many seconds after the last failure all are forgotten.
  package static let memory: TimeInterval = 30 * 86400
  /// Soft failures count once in so many seconds.
  package static let softInterval: TimeInterval = 86400
}
