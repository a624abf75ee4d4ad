import ProgressDomain
import Testing

/// A published or hand-checked gradebook, with weights and contributions in percent.
struct GoldenGradebook: CustomTestStringConvertible, Sendable {
  typealias Line = (max: Double, grade: Double?, weight: GradeItem.Weight)
  let testDescription: String
  var excludesEmpty = true
  let items: [Line]
  let weights: [Double]
  let contributions: [Double]
  let points: Double?
  let maximum: Double
  let percentage: Double?
}

private let guide: [Double] = [100, 1, 100, 1, 1]

private func automatic(_ maxima: [Double], _ grades: [Double?]) -> [GoldenGradebook.Line] {
  zip(maxima, grades).map { ($0, $1, .automatic) }
}

private let golden: [GoldenGradebook] = [
  GoldenGradebook(
    testDescription: "V1: the guide's own table", items: automatic(guide, [0, nil, nil, nil, nil]),
    weights: [100, 0, 0, 0, 0], contributions: [0, 0, 0, 0, 0], points: 0, maximum: 100,
    percentage: 0),
  GoldenGradebook(
    testDescription: "V2: a lesson and its quiz", items: automatic(guide, [80, 1, nil, nil, nil]),
    weights: [99.01, 0.99, 0, 0, 0], contributions: [79.21, 0.99, 0, 0, 0], points: 81,
    maximum: 101, percentage: 80.20),
  GoldenGradebook(
    testDescription: "V3: full lessons and failed quizzes",
    items: automatic(guide, [100, 0, 100, 0, 0]), weights: [49.26, 0.49, 49.26, 0.49, 0.49],
    contributions: [49.26, 0, 49.26, 0, 0], points: 200, maximum: 203, percentage: 98.52),
  GoldenGradebook(
    testDescription: "V4: V2 with empty grades counted", excludesEmpty: false,
    items: automatic(guide, [80, 1, nil, nil, nil]), weights: [49.26, 0.49, 49.26, 0.49, 0.49],
    contributions: [39.41, 0.49, 0, 0, 0], points: 81, maximum: 203, percentage: 39.90),
  GoldenGradebook(
    testDescription: "V5: nothing graded", items: automatic(guide, [nil, nil, nil, nil, nil]),
    weights: [0, 0, 0, 0, 0], contributions: [0, 0, 0, 0, 0], points: nil, maximum: 0,
    percentage: nil),
  GoldenGradebook(
    testDescription: "V6: equal items, one empty",
    items: automatic([10, 10, 10, 10], [nil, 5, 6, 8.75]), weights: [0, 33.33, 33.33, 33.33],
    contributions: [0, 16.67, 20, 29.17], points: 19.75, maximum: 30, percentage: 65.83),
  GoldenGradebook(
    testDescription: "V7: V6 with empty grades counted", excludesEmpty: false,
    items: automatic([10, 10, 10, 10], [nil, 5, 6, 8.75]), weights: [25, 25, 25, 25],
    contributions: [0, 12.5, 15, 21.88], points: 19.75, maximum: 40, percentage: 49.38),
  GoldenGradebook(
    testDescription: "V8: an exam with a fixed weight",
    items: [(100, 70, .fixed(0.6)), (20, 20, .automatic), (20, 10, .automatic)],
    weights: [60, 20, 20], contributions: [42, 20, 10], points: 100.8, maximum: 140,
    percentage: 72),
  GoldenGradebook(
    testDescription: "V9: V8 before the exam",
    items: [(100, nil, .fixed(0.6)), (20, 20, .automatic), (20, 10, .automatic)],
    weights: [0, 50, 50], contributions: [0, 50, 25], points: 30, maximum: 40, percentage: 75),
  GoldenGradebook(
    testDescription: "V10: extra credit stops at the maximum",
    items: [(50, 50, .automatic), (50, 46, .automatic), (10, 10, .extraCredit)],
    weights: [50, 50, 4], contributions: [50, 46, 4], points: 100, maximum: 100, percentage: 100),
  GoldenGradebook(
    testDescription: "V11: fixed weights over the whole",
    items: [(100, 50, .fixed(0.9)), (100, 100, .fixed(0.6)), (100, 100, .automatic)],
    weights: [60, 40, 0], contributions: [30, 40, 0], points: 140, maximum: 200, percentage: 70),
  GoldenGradebook(
    testDescription: "V12: a weight of zero",
    items: [(100, 60, .automatic), (100, 80, .fixed(0))], weights: [100, 0],
    contributions: [60, 0], points: 60, maximum: 100, percentage: 60),
  GoldenGradebook(
    testDescription: "a fixed weight of the whole still empty leaves the whole to the rest",
    items: [(100, nil, .fixed(1)), (20, 15, .automatic), (20, 5, .automatic)],
    weights: [0, 50, 50], contributions: [0, 37.5, 12.5], points: 20, maximum: 40,
    percentage: 50),
  GoldenGradebook(
    testDescription: "a fixed weight of the whole, graded, leaves nothing to the rest",
    items: [(100, 40, .fixed(1)), (20, 15, .automatic)], weights: [100, 0],
    contributions: [40, 0], points: 40, maximum: 100, percentage: 40),
  GoldenGradebook(
    testDescription: "fixed weights alone below the whole are divided by their sum",
    items: [(100, 50, .fixed(0.2)), (100, 100, .fixed(0.3))], weights: [40, 60],
    contributions: [20, 60], points: 160, maximum: 200, percentage: 80),
  GoldenGradebook(
    testDescription: "weights of zero alone make no total",
    items: [(100, 50, .fixed(0)), (100, nil, .automatic)], weights: [0, 0],
    contributions: [0, 0], points: nil, maximum: 0, percentage: nil),
]

private let seeds: ClosedRange<UInt64> = 1...200

/// Percent rounded to two decimals, halves away from zero, as the report shows it.
private func percent(_ fraction: Double) -> Double {
  (fraction * 10_000 + 1e-7).rounded(.toNearestOrAwayFromZero) / 100
}

@Suite("Natural weighting")
struct NaturalWeightingTests {
  @Test("the published gradebooks come out to the last digit", arguments: golden)
  func vectors(_ book: GoldenGradebook) throws {
    let items = try book.items.map {
      try GradeItem(name: "item", maximum: $0.max, grade: $0.grade, weight: $0.weight)
    }

    let weighted = NaturalWeighting(excludesEmpty: book.excludesEmpty)(items)

    #expect(weighted.shares.map { percent($0.weight) } == book.weights)
    #expect(weighted.shares.map { percent($0.contribution) } == book.contributions)
    #expect(weighted.points.map { ($0 * 1e6).rounded() / 1e6 } == book.points)
    #expect(weighted.maximum == book.maximum)
    #expect(weighted.fraction.map(percent) == book.percentage)
  }

  @Test(
    "the contributions add up to the course percentage", arguments: seeds)
  func contributionsAddUp(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let weighted = NaturalWeighting()(try gradebook(&random))

    let sum = weighted.shares.reduce(0) { $0 + $1.contribution }

    #expect(abs(sum - (weighted.fraction ?? 0)) < 1e-9)
    #expect((0...1.000_000_1).contains(sum))
  }

  @Test("a better grade never lowers the total, extra credit or not", arguments: seeds)
  func monotone(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let items = try gradebook(&random)
    let before = NaturalWeighting()(items).fraction ?? 0

    for index in items.indices where items[index].grade != nil {
      var better = items
      better[index] = try GradeItem(
        name: items[index].name, maximum: items[index].maximum, grade: items[index].maximum,
        weight: items[index].weight)
      #expect((NaturalWeighting()(better).fraction ?? 0) >= before - 1e-9)
    }
  }

  @Test("values out of range make no item")
  func refusals() {
    #expect(throws: GradeItem.Refusal.maximum(0)) {
      try GradeItem(name: "a", maximum: 0, grade: nil)
    }
    #expect(throws: GradeItem.Refusal.grade(11)) {
      try GradeItem(name: "a", maximum: 10, grade: 11)
    }
    #expect(throws: GradeItem.Refusal.weight(-1)) {
      try GradeItem(name: "a", maximum: 10, grade: 1, weight: .fixed(-1))
    }
  }

  private func gradebook(_ random: inout SplitMix64) throws -> [GradeItem] {
    try (0..<Int.random(in: 1...8, using: &random)).map { index in
      let maximum = Double(Int.random(in: 1...100, using: &random))
      let graded = Bool.random(using: &random)
      let fixed = Int.random(in: 0...4, using: &random) == 0
      let extra = Int.random(in: 0...4, using: &random) == 0
      return try GradeItem(
        name: "item \(index)", maximum: maximum,
        grade: graded ? Double.random(in: 0...maximum, using: &random) : nil,
        weight: fixed
          ? .fixed(Double.random(in: 0...1, using: &random)) : extra ? .extraCredit : .automatic)
    }
  }
}
