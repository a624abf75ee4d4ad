package import Foundation

/// How long a person can take back their request for erasure.
package struct ErasureGrace: Equatable, Sendable {
  /// Days an operator may choose; with 0 a request is carried out as soon as it is seen.
  package static let choice = 0...90
  /// Two weeks.
  package static let usual = ErasureGrace(days: 14)

  package let days: Int

  /// `days` is one of ``choice``.
  package init(days: Int) { self.days = days }

  /// When a request made at `moment` becomes final: so many times 24 hours later.
  package func end(of moment: Date) -> Date { moment.addingTimeInterval(Double(days) * 86400) }
}
