/// How the author has a course's total made of its grades.
package struct Grading: Sendable, Equatable {
  /// One of the nine ways of Moodle's gradebook (`lib/grade/grade_category.php`). All but the natural
  /// one work on grades as parts of their maxima and give a total of 0 to 100 points.
  package enum Method: String, Sendable, CaseIterable {
    /// The points added up, out of the points there are.
    case natural
    /// The mean; every item counts the same.
    case mean
    /// The one in the middle, or the mean of the two there.
    case median
    case lowest
    case highest
    /// The one that comes most often, of several such the highest.
    case mode
    /// The mean by the weights the author gives, 1 where none is given.
    case weightedMean
    /// The mean by the items' maxima.
    case simpleWeightedMean
    /// The mean of the items that are not extra credit, and the extra ones added on top.
    case extraCreditMean
  }

  /// Which of the grades count.
  package enum Selection: Sendable, Equatable {
    case all
    /// All but so many of the lowest, from 1.
    case droppingLowest(Int)
    /// So many of the highest, from 1.
    case keepingHighest(Int)
  }

  /// Why a course cannot be graded this way.
  package enum Refusal: Error, Equatable {
    /// The method has no use for extra credit.
    case extraCredit(Method)
    /// The method has no use for weights.
    case weight(Method)
    /// Grades are dropped, though items differ in maximum, weight or credit where that decides.
    case unequal
    /// So many cannot be dropped or kept.
    case selection(Int)
  }

  package let method: Method
  /// Whether an item without a grade is left out, or counts as zero; nil leaves it to the site.
  package let excludesEmpty: Bool?
  package let selection: Selection

  /// The natural one with every grade, as the guide has it.
  package init(
    method: Method = .natural, excludesEmpty: Bool? = nil, selection: Selection = .all
  ) {
    self.method = method
    self.excludesEmpty = excludesEmpty
    self.selection = selection
  }

  /// Checks that the method can be used on these activities. Dropping from items that do not weigh the
  /// same could make a better grade lower the total, so that it is refused.
  package func check(_ activities: [Activity]) throws(Refusal) {
    let weights = activities.map(\.weight)
    if weights.contains(.extraCredit), !self.method.takesExtraCredit {
      throw .extraCredit(self.method)
    }
    if !self.method.takesWeights, weights.contains(where: { $0.fixed != nil }) {
      throw .weight(self.method)
    }
    let normal = activities.filter { $0.weight != .extraCredit }
    switch self.selection {
    case .all: return
    case .droppingLowest(let count) where !(1..<max(2, normal.count)).contains(count):
      throw .selection(count)
    case .keepingHighest(let count) where !(1...max(1, normal.count)).contains(count):
      throw .selection(count)
    case .droppingLowest, .keepingHighest: break
    }
    let equal: Bool =
      switch self.method {
      case .natural: Set(normal.map(\.maximum)).count < 2 && !weights.contains { $0 != .automatic }
      case .simpleWeightedMean: Set(normal.map(\.maximum)).count < 2
      case .weightedMean: Set(normal.map(\.weight.factor)).count < 2
      case .mean, .median, .lowest, .highest, .mode, .extraCreditMean: true
      }
    guard equal else { throw .unequal }
  }
}

extension Grading.Selection {
  /// At most one of the two is more than 0; both 0 is every grade.
  package init(dropLowest: Int, keepHighest: Int) {
    self =
      if dropLowest > 0 { .droppingLowest(dropLowest) } else if keepHighest > 0 {
        .keepingHighest(keepHighest)
      } else { .all }
  }

  /// So many of the lowest are left out; 0 is none.
  package var dropLowest: Int { if case .droppingLowest(let count) = self { count } else { 0 } }

  /// Only so many of the highest count; 0 is all.
  package var keepHighest: Int { if case .keepingHighest(let count) = self { count } else { 0 } }
}

extension Grading.Method {
  package var takesExtraCredit: Bool {
    switch self {
    case .natural, .simpleWeightedMean, .extraCreditMean: true
    case .mean, .median, .lowest, .highest, .mode, .weightedMean: false
    }
  }

  package var takesWeights: Bool { self == .natural || self == .weightedMean }
}

extension GradeItem.Weight {
  /// As the author wrote it: no weight, one, or extra credit.
  package init(fixed weight: Double?, extraCredit: Bool) {
    self = extraCredit ? .extraCredit : weight.map { .fixed($0) } ?? .automatic
  }

  /// The author's weight; nil when there is none.
  package var fixed: Double? { if case .fixed(let weight) = self { weight } else { nil } }

  /// The item's part in the weighted mean.
  var factor: Double {
    switch self {
    case .automatic: 1
    case .fixed(let weight): weight
    case .extraCredit: 0
    }
  }
}
