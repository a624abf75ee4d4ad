/// One line of a course's gradebook with what one learner has in it.
package struct GradeItem: Sendable, Equatable {
  /// How the item's share of the course total is found.
  package enum Weight: Sendable, Equatable {
    /// In proportion to the item's maximum.
    case automatic
    /// Set by the author: 0 takes the item out of the total, 1 is the whole.
    case fixed(Double)
    /// Adds to the total without making it harder to reach.
    case extraCredit
  }

  /// Why an item cannot be made.
  package enum Refusal: Error, Equatable {
    /// The maximum must be finite and more than zero.
    case maximum(Double)
    /// A fixed weight must be finite and not negative.
    case weight(Double)
    /// A grade must be finite and between zero and the maximum.
    case grade(Double)
  }

  package let name: String
  /// The most points the item gives, more than 0.
  package let maximum: Double
  /// The learner's points, 0 to `maximum`; nil while nothing was graded.
  package let grade: Double?
  package let weight: Weight
  /// What the tutor wrote about the grade.
  package let feedback: String

  /// - Throws: ``Refusal`` naming the value that is out of its range.
  package init(
    name: String, maximum: Double, grade: Double?, weight: Weight = .automatic,
    feedback: String = ""
  ) throws(Refusal) {
    guard maximum.isFinite, maximum > 0 else { throw .maximum(maximum) }
    if case .fixed(let share) = weight, !share.isFinite || share < 0 { throw .weight(share) }
    if let grade, !grade.isFinite || grade < 0 || grade > maximum { throw .grade(grade) }
    self.name = name
    self.maximum = maximum
    self.grade = grade
    self.weight = weight
    self.feedback = feedback
  }

  /// The item of an activity. A result of the other kind, left from a version in which the activity was
  /// one, is no grade of this one.
  init(activity: Activity, grade: Double?, feedback: String) {
    self.name = activity.title
    self.maximum = activity.maximum
    self.grade = grade.flatMap { (0...activity.maximum).contains($0) ? $0 : nil }
    self.weight = activity.weight
    self.feedback = feedback
  }
}
