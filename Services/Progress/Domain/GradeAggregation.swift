/// Makes the course total out of one learner's items.
package struct GradeAggregation: Sendable, Equatable {
  package let method: Grading.Method
  /// Whether an item without a grade is left out; otherwise it counts as zero.
  package let excludesEmpty: Bool
  package let selection: Grading.Selection

  package init(
    method: Grading.Method = .natural, excludesEmpty: Bool = true,
    selection: Grading.Selection = .all
  ) {
    self.method = method
    self.excludesEmpty = excludesEmpty
    self.selection = selection
  }

  /// As the author has it; what the author leaves open is as the site has it.
  package init(_ grading: Grading, siteExcludesEmpty: Bool) {
    self.init(
      method: grading.method, excludesEmpty: grading.excludesEmpty ?? siteExcludesEmpty,
      selection: grading.selection)
  }

  /// - Returns: a share for each item, in the order given, and the total; it has no points when no
  ///   item counts. The contributions add up to it.
  package func callAsFunction(_ items: [GradeItem]) -> WeightedGrades {
    let dropped = self.dropped(items)
    let kept = items.indices.filter { !dropped.contains($0) }
    let weighted = self.weigh(kept.map { items[$0] })
    var shares = items.map { _ in
      WeightedGrades.Share(weight: 0, contribution: 0, status: .dropped, origin: nil)
    }
    for (index, share) in zip(kept, weighted.shares) { shares[index] = share }
    return WeightedGrades(shares: shares, points: weighted.points, maximum: weighted.maximum)
  }

  private func weigh(_ items: [GradeItem]) -> WeightedGrades {
    guard self.method != .natural else {
      return NaturalWeighting(excludesEmpty: self.excludesEmpty)(items)
    }
    return NormalisedWeighting(method: self.method, excludesEmpty: self.excludesEmpty)(items)
  }

  /// The items that are left out for their low grades: never extra credit, and never the last one. Of
  /// equal grades the one with the higher maximum goes first (domain rule 2.1, point 8), then the
  /// earlier one.
  private func dropped(_ items: [GradeItem]) -> Set<Int> {
    let candidates = items.indices.filter {
      items[$0].weight != .extraCredit && !(self.excludesEmpty && items[$0].grade == nil)
    }
    let count =
      switch self.selection {
      case .all: 0
      case .droppingLowest(let lowest): min(lowest, candidates.count - 1)
      case .keepingHighest(let highest): candidates.count - max(1, highest)
      }
    guard count > 0 else { return [] }
    let order = candidates.sorted {
      (items[$0].part, -items[$0].maximum, $0) < (items[$1].part, -items[$1].maximum, $1)
    }
    return Set(order.prefix(count))
  }
}

extension GradeItem {
  /// The grade as a part of the maximum, 0 to 1; 0 without one.
  var part: Double { (self.grade ?? 0) / self.maximum }
}
