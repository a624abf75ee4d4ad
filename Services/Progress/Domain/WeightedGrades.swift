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
    /// A tutor left the item out.
    case excluded
    /// A tutor hides the item from the learner who reads.
    case hidden
  }

  /// What the weight of an item is the quotient of, so that the sum can be shown.
  package struct Origin: Sendable, Equatable {
    package enum Basis: Sendable, Equatable {
      /// The item's points, of the points that count.
      case points
      /// One item, of the items that count.
      case items
      /// The author's weight, of the weights that count.
      case weights
      /// The item is chosen for its grade: one, of the items chosen; 0 when it is not.
      case choice
      /// What counts of extra credit, of the whole.
      case extra
    }

    package let basis: Basis
    package let part: Double
    /// More than 0.
    package let whole: Double

    /// `part / whole`.
    package var weight: Double { self.part / self.whole }
  }

  /// One item's part.
  package struct Share: Sendable, Equatable {
    /// The part of the total the item can make for this learner, 0 to 1.
    package let weight: Double
    /// The part of the total the item does make, 0 to `weight`.
    package let contribution: Double
    package let status: Status
    /// Where the weight comes from; nil for an item that is left out.
    package let origin: Origin?
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
