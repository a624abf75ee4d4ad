/// The natural aggregation: the course total is the sum of the points, over the items that count
/// for this learner, and every item's weight says how much of the total it can make.
package struct NaturalWeighting: Sendable, Equatable {
  /// Whether an item without a grade is left out of the total; otherwise it counts as zero points.
  package var excludesEmpty: Bool

  package init(excludesEmpty: Bool = true) {
    self.excludesEmpty = excludesEmpty
  }

  /// Weighs the items of one learner.
  ///
  /// - Returns: a share for each item, in the order given, and the total; the total has no points
  ///   when no item counts.
  package func callAsFunction(_ items: [GradeItem]) -> WeightedGrades {
    let setup = setupWeights(items)
    let counted = items.indices.filter { !excludesEmpty || items[$0].grade != nil }
    var shares = [Double](repeating: 0, count: items.count)
    for (index, weight) in learnerWeights(items, setup, counted) { shares[index] = weight }

    let maximum = counted.reduce(0) { $0 + (shares[$1] > 0 ? items[$1].maximum : 0) }
    var points = counted.reduce(0) { $0 + shares[$1] * items[$1].part * maximum }
    for index in counted where items[index].weight == .extraCredit && maximum > 0 {
      let added = min(items[index].grade ?? 0, max(0, maximum - points))
      let reached = items[index].part
      shares[index] = reached > 0 ? added / maximum / reached : 0
      points += added
    }
    return WeightedGrades(
      shares: items.indices.map { share(of: items[$0], weight: shares[$0], maximum) },
      points: maximum > 0 ? points : nil, maximum: maximum)
  }

  private func share(
    of item: GradeItem, weight: Double, _ maximum: Double
  ) -> WeightedGrades.Share {
    let isEmpty = excludesEmpty && item.grade == nil
    return WeightedGrades.Share(
      weight: weight, contribution: weight * item.part,
      status: isEmpty ? .empty : item.weight == .extraCredit ? .extra : .used,
      origin: isEmpty || maximum == 0 ? nil : self.origin(of: item, weight: weight, maximum))
  }

  /// A weight is the item's points of all points, unless a fixed weight has a say in it.
  private func origin(
    of item: GradeItem, weight: Double, _ maximum: Double
  ) -> WeightedGrades.Origin {
    if item.weight == .extraCredit { return .init(basis: .extra, part: weight, whole: 1) }
    guard item.weight == .automatic, abs(weight - item.maximum / maximum) < 1e-12 else {
      return .init(basis: .weights, part: weight, whole: 1)
    }
    return .init(basis: .points, part: item.maximum, whole: maximum)
  }

  /// Weights before any grade is known. Fixed weights that together pass the whole, or that are all
  /// there is, are scaled to the whole; what they leave is shared by maximum.
  private func setupWeights(_ items: [GradeItem]) -> [Double] {
    let fixed = items.reduce(0) { $0 + ($1.weight.fixed ?? 0) }
    let free = items.reduce(0) { $0 + ($1.weight == .automatic ? $1.maximum : 0) }
    let scale = fixed > 1 || (free == 0 && fixed > 0) ? 1 / fixed : 1
    let left = max(0, 1 - fixed * scale)
    return items.map { item in
      switch item.weight {
      case .fixed(let weight): weight * scale
      case .automatic: item.maximum / free * left
      case .extraCredit: 0
      }
    }
  }

  /// The weights of the items that count for this learner, scaled so that they make the whole: a
  /// fixed weight in proportion to the weights of all that count, and what the fixed ones leave is
  /// shared by maximum. An automatic item next to a fixed weight of the whole weighs nothing, but
  /// takes it all while that one is empty.
  private func learnerWeights(
    _ items: [GradeItem], _ setup: [Double], _ counted: [Int]
  ) -> [(Int, Double)] {
    let known = counted.reduce(0) { $0 + setup[$1] }
    let free = counted.reduce(0) { $0 + (items[$1].weight == .automatic ? items[$1].maximum : 0) }
    let fixed = counted.reduce(0) { $0 + (items[$1].weight == .automatic ? 0 : setup[$1]) }
    let left = known > 0 ? max(0, 1 - fixed / known) : 1
    return counted.map { index in
      guard items[index].weight == .automatic else {
        return (index, known > 0 ? setup[index] / known : 0)
      }
      return (index, items[index].maximum / free * left)
    }
  }
}
