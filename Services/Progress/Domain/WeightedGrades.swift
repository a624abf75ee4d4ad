/// What the weighting of one learner's items came to.
package struct WeightedGrades: Sendable, Equatable {
  /// Why an item has the weight it has.
  package enum Status: Sendable, Equatable {
    /// The item counts.
    case used
    /// There is no grade, and the item is left out.
    case empty
    /// The item is extra credit.
    case extra
    /// The item is left out for its low grade.
    case dropped
  }

  /// One item's part.
  package struct Share: Sendable, Equatable {
    /// The part of the total the item can make for this learner, 0 to 1.
    package let weight: Double
    /// The part of the total the item does make, 0 to `weight`.
    package let contribution: Double
    package let status: Status
  }

  /// In the order of the items.
  package let shares: [Share]
  /// The learner's points, 0 to `maximum`; nil when nothing counts.
  package let points: Double?
  /// The points that could be had; it grows as items are graded.
  package let maximum: Double

  /// The total as a part of the whole, 0 to 1; nil when nothing counts.
  package var fraction: Double? { self.points.map { $0 / self.maximum } }
}
