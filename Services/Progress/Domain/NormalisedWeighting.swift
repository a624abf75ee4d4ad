/// The eight aggregations that work on grades as parts of their maxima (domain rule 2.1, point 14).
/// The total is 0 to 100 points.
struct NormalisedWeighting: Sendable {
  /// The total's maximum, as in Moodle.
  static let maximum = 100.0

  /// Any but the natural one.
  let method: Grading.Method
  let excludesEmpty: Bool

  func callAsFunction(_ items: [GradeItem]) -> WeightedGrades {
    let counted = items.indices.filter { !self.excludesEmpty || items[$0].grade != nil }
    let extra = counted.filter { self.method.takesExtraCredit && items[$0].weight == .extraCredit }
    let normal = counted.filter { !extra.contains($0) }
    var weights = [Double](repeating: 0, count: items.count)
    let found = self.weights(normal.map { items[$0] })
    for (index, weight) in zip(normal, found) { weights[index] = weight }

    let exists = found.contains { $0 > 0 }
    var total = normal.reduce(0) { $0 + weights[$1] * items[$1].part }
    for index in extra where exists {
      let wanted = self.weight(ofExtra: items[index], beside: normal.map { items[$0] })
      let added = max(0, min(wanted * items[index].part, 1 - total))
      weights[index] = items[index].part > 0 ? added / items[index].part : 0
      total += added
    }
    let origin = self.origin(items, normal, extra, weights)
    return WeightedGrades(
      shares: items.indices.map { self.share(items[$0], weights[$0], exists ? origin($0) : nil) },
      points: exists ? min(1, total) * Self.maximum : nil, maximum: Self.maximum)
  }

  /// Where each item's weight comes from.
  private func origin(
    _ items: [GradeItem], _ normal: [Int], _ extra: [Int], _ weights: [Double]
  ) -> (Int) -> WeightedGrades.Origin? {
    let maxima = normal.reduce(0) { $0 + items[$1].maximum }
    let factors = normal.reduce(0) { $0 + items[$1].weight.factor }
    let chosen = Double(normal.count { weights[$0] > 0 })
    return { index in
      if extra.contains(index) { return .init(basis: .extra, part: weights[index], whole: 1) }
      guard normal.contains(index) else { return nil }
      return switch self.method {
      case .natural, .mean, .extraCreditMean:
        .init(basis: .items, part: 1, whole: Double(normal.count))
      case .weightedMean:
        .init(basis: .weights, part: items[index].weight.factor, whole: factors)
      case .simpleWeightedMean:
        .init(basis: .points, part: items[index].maximum, whole: maxima)
      case .median, .lowest, .highest, .mode:
        .init(basis: .choice, part: weights[index] > 0 ? 1 : 0, whole: chosen)
      }
    }
  }

  private func share(
    _ item: GradeItem, _ weight: Double, _ origin: WeightedGrades.Origin?
  ) -> WeightedGrades.Share {
    let isEmpty = self.excludesEmpty && item.grade == nil
    return WeightedGrades.Share(
      weight: weight, contribution: weight * item.part,
      status: isEmpty ? .empty : item.weight == .extraCredit ? .extra : .used,
      origin: origin)
  }

  /// What each item's part of the total is, 1 in all; none when there is no total.
  private func weights(_ items: [GradeItem]) -> [Double] {
    switch self.method {
    case .natural, .mean, .extraCreditMean: proportional(items.map { _ in 1 })
    case .weightedMean: proportional(items.map(\.weight.factor))
    case .simpleWeightedMean: proportional(items.map(\.maximum))
    case .median: self.whole(self.ranked(items).middle, of: items)
    case .lowest: self.whole(Array(self.ranked(items).prefix(1)), of: items)
    case .highest: self.whole(Array(self.ranked(items).suffix(1)), of: items)
    case .mode: self.whole(self.mostFrequent(items), of: items)
    }
  }

  /// What a full mark in an extra item adds, as a part of the total.
  private func weight(ofExtra item: GradeItem, beside normal: [GradeItem]) -> Double {
    guard self.method == .simpleWeightedMean else { return 1 / Double(normal.count) }
    return item.maximum / normal.reduce(0) { $0 + $1.maximum }
  }

  /// The whole shared evenly by the items chosen.
  private func whole(_ chosen: [Int], of items: [GradeItem]) -> [Double] {
    items.indices.map { chosen.contains($0) ? 1 / Double(chosen.count) : 0 }
  }

  /// The items from the lowest grade to the highest, equal ones in the author's order.
  private func ranked(_ items: [GradeItem]) -> [Int] {
    items.indices.sorted { (items[$0].part, $0) < (items[$1].part, $1) }
  }

  /// The items that share the grade that comes most often. Grades count as equal to five decimals, as
  /// Moodle keeps them.
  private func mostFrequent(_ items: [GradeItem]) -> [Int] {
    let groups = Dictionary(grouping: items.indices) { Int((items[$0].part * 1e5).rounded()) }
    return groups.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.value ?? []
  }
}

/// Each value's part of their sum; zeroes when that is zero.
private func proportional(_ values: [Double]) -> [Double] {
  let sum = values.reduce(0, +)
  return values.map { sum > 0 ? $0 / sum : 0 }
}

extension [Int] {
  /// The element in the middle, or the two there.
  fileprivate var middle: [Int] {
    guard !self.isEmpty else { return [] }
    return self.count % 2 == 1
      ? [self[self.count / 2]] : [self[self.count / 2 - 1], self[self.count / 2]]
  }
}
