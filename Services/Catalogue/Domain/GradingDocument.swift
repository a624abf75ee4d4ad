/// How the author has the course total made.
package struct GradingDocument: Equatable, Sendable {
  /// Nil when the author's is none we know.
  package var aggregation: GradeAggregation? = .natural
  /// Whether an item without a grade is left out; nil leaves it to the site.
  package var excludeEmpty: Bool?
  /// 0 is none.
  package var dropLowest = 0
  /// 0 is all.
  package var keepHighest = 0

  package init() {}
}

/// How a total is made of grades; the raw values are the ones of the contract.
package enum GradeAggregation: Int, Equatable, Sendable, CaseIterable {
  case natural = 1
  case mean
  case median
  case lowest
  case highest
  case mode
  case weightedMean
  case simpleWeightedMean
  case extraCreditMean
}

extension GradeAggregation {
  /// The weights it can work with; nil when it works with none.
  var weights: ClosedRange<Double>? {
    switch self {
    case .natural: 0...1
    case .weightedMean: 0...1000
    case .mean, .median, .lowest, .highest, .mode, .simpleWeightedMean, .extraCreditMean: nil
    }
  }

  var takesExtraCredit: Bool {
    switch self {
    case .natural, .simpleWeightedMean, .extraCreditMean: true
    case .mean, .median, .lowest, .highest, .mode, .weightedMean: false
    }
  }

  /// Whether dropping grades of these activities cannot make a better grade lower the total: where
  /// items weigh differently, the one that is dropped decides what the others weigh. A lesson gives
  /// 100 points, a quiz 1.
  func drops(among activities: [ActivityDocument]) -> Bool {
    let normal = activities.filter { !$0.extraCredit }
    let equal = Set(normal.compactMap(\.content.kind)).count < 2
    return switch self {
    case .natural: equal && activities.allSatisfy { $0.weight == nil && !$0.extraCredit }
    case .simpleWeightedMean: equal
    case .weightedMean: Set(normal.map { $0.weight ?? 1 }).count < 2
    case .mean, .median, .lowest, .highest, .mode, .extraCreditMean: true
    }
  }
}
