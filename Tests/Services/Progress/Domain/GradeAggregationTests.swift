import ProgressDomain
import Testing

/// A gradebook worked by hand; weights, contributions and the total in percent.
struct WorkedTotal: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let method: Grading.Method
  var excludesEmpty = true
  var selection = Grading.Selection.all
  /// Of A to E, in this order.
  let weights: [Double]
  let contributions: [Double]
  let total: Double?
}

// Five items: A 80 of 100 = 0.8, B 5 of 10 = 0.5, C 18 of 20 = 0.9, D 1 of 2 = 0.5, E without a grade of
// 50. In the weighted mean A counts 3 and D 0, in those with extra credit D is extra.
private let worked: [WorkedTotal] = [
  // (0.8 + 0.5 + 0.9 + 0.5) / 4 = 2.7 / 4
  WorkedTotal(
    testDescription: "mean", method: .mean, weights: [25, 25, 25, 25, 0],
    contributions: [20, 12.5, 22.5, 12.5, 0], total: 67.5),
  // 2.7 / 5
  WorkedTotal(
    testDescription: "mean, empty as zero", method: .mean, excludesEmpty: false,
    weights: [20, 20, 20, 20, 20], contributions: [16, 10, 18, 10, 0], total: 54),
  // 0.5 0.5 0.8 0.9: the middle is D's 0.5 and A's 0.8.
  WorkedTotal(
    testDescription: "median of four", method: .median, weights: [50, 0, 0, 50, 0],
    contributions: [40, 0, 0, 25, 0], total: 65),
  // 0 0.5 0.5 0.8 0.9: the middle is the second 0.5, which is D's.
  WorkedTotal(
    testDescription: "median of five, empty as zero", method: .median, excludesEmpty: false,
    weights: [0, 0, 0, 100, 0], contributions: [0, 0, 0, 50, 0], total: 50),
  // B and D both have 0.5; the first of them carries it.
  WorkedTotal(
    testDescription: "lowest", method: .lowest, weights: [0, 100, 0, 0, 0],
    contributions: [0, 50, 0, 0, 0], total: 50),
  WorkedTotal(
    testDescription: "lowest, empty as zero", method: .lowest, excludesEmpty: false,
    weights: [0, 0, 0, 0, 100], contributions: [0, 0, 0, 0, 0], total: 0),
  WorkedTotal(
    testDescription: "highest", method: .highest, weights: [0, 0, 100, 0, 0],
    contributions: [0, 0, 90, 0, 0], total: 90),
  // 0.5 comes twice, and each of the two makes half of it.
  WorkedTotal(
    testDescription: "mode", method: .mode, weights: [0, 50, 0, 50, 0],
    contributions: [0, 25, 0, 25, 0], total: 50),
  // (3 x 0.8 + 0.5 + 0.9 + 0 x 0.5) / (3 + 1 + 1 + 0) = 3.8 / 5
  WorkedTotal(
    testDescription: "weighted mean", method: .weightedMean, weights: [60, 20, 20, 0, 0],
    contributions: [48, 10, 18, 0, 0], total: 76),
  // E counts 1: 3.8 / 6
  WorkedTotal(
    testDescription: "weighted mean, empty as zero", method: .weightedMean, excludesEmpty: false,
    weights: [50, 16.67, 16.67, 0, 16.67], contributions: [40, 8.33, 15, 0, 0], total: 63.33),
  // Normal maxima 100 + 10 + 20 = 130, points 80 + 5 + 18 = 103; the extra 1 point: 104 / 130
  WorkedTotal(
    testDescription: "simple weighted mean with an extra item", method: .simpleWeightedMean,
    weights: [76.92, 7.69, 15.38, 1.54, 0], contributions: [61.54, 3.85, 13.85, 0.77, 0],
    total: 80),
  // (0.8 + 0.5 + 0.9) / 3 = 0.7333, and the extra 0.5 / 3 = 0.1667
  WorkedTotal(
    testDescription: "mean with extra credits", method: .extraCreditMean,
    weights: [33.33, 33.33, 33.33, 33.33, 0], contributions: [26.67, 16.67, 30, 16.67, 0],
    total: 90),
  // Of the two 0.5 the one with the higher maximum goes, which is B: (0.8 + 0.9 + 0.5) / 3
  WorkedTotal(
    testDescription: "mean without the lowest", method: .mean, selection: .droppingLowest(1),
    weights: [33.33, 0, 33.33, 33.33, 0], contributions: [26.67, 0, 30, 16.67, 0], total: 73.33),
  // (0.8 + 0.9) / 2
  WorkedTotal(
    testDescription: "mean of the two highest", method: .mean, selection: .keepingHighest(2),
    weights: [50, 0, 50, 0, 0], contributions: [40, 0, 45, 0, 0], total: 85),
  // Four are graded, and the highest of them stays.
  WorkedTotal(
    testDescription: "one grade is always kept", method: .mean, selection: .droppingLowest(4),
    weights: [0, 0, 100, 0, 0], contributions: [0, 0, 90, 0, 0], total: 90),
  // The lowest of the normal ones goes, B; (0.8 + 0.9) / 2 = 0.85, and 0.5 / 2 would pass the whole: of
  // the 0.25 only 0.15 fits, which is 0.3 of the extra item's part.
  WorkedTotal(
    testDescription: "extra credit is never dropped and stops at the whole",
    method: .extraCreditMean, selection: .droppingLowest(1), weights: [50, 0, 50, 30, 0],
    contributions: [40, 0, 45, 15, 0], total: 100),
]

private let seeds: ClosedRange<UInt64> = 1...60

/// Percent rounded to two decimals, halves away from zero, as the report shows it.
private func percent(_ fraction: Double) -> Double {
  (fraction * 10_000 + 1e-7).rounded(.toNearestOrAwayFromZero) / 100
}

@Suite("Course totals")
struct GradeAggregationTests {
  @Test("totals worked by hand come out to the last digit", arguments: worked)
  func vectors(_ book: WorkedTotal) throws {
    let last: GradeItem.Weight = book.method.takesExtraCredit ? .extraCredit : .fixed(0)
    let items = try [
      GradeItem(name: "A", maximum: 100, grade: 80, weight: .fixed(3)),
      GradeItem(name: "B", maximum: 10, grade: 5), GradeItem(name: "C", maximum: 20, grade: 18),
      GradeItem(name: "D", maximum: 2, grade: 1, weight: last),
      GradeItem(name: "E", maximum: 50, grade: nil),
    ]

    let weighted = GradeAggregation(
      method: book.method, excludesEmpty: book.excludesEmpty, selection: book.selection)(items)

    #expect(weighted.shares.map { percent($0.weight) } == book.weights)
    #expect(weighted.shares.map { percent($0.contribution) } == book.contributions)
    #expect(weighted.fraction.map(percent) == book.total)
    #expect(weighted.maximum == 100)
  }

  @Test("without a grade there is no total", arguments: Grading.Method.allCases)
  func nothing(_ method: Grading.Method) throws {
    let items = try [GradeItem(name: "A", maximum: 10, grade: nil)]

    let weighted = GradeAggregation(method: method)(items)

    #expect(weighted.points == nil && weighted.fraction == nil)
    #expect(weighted.shares.map(\.status) == [.empty])
  }

  @Test("weights of zero alone make no total, and no division by it")
  func zeroWeights() throws {
    let items = try [GradeItem(name: "A", maximum: 10, grade: 7, weight: .fixed(0))]

    #expect(GradeAggregation(method: .weightedMean)(items).fraction == nil)
  }

  @Test("natural: the lowest of equal items is dropped with its points")
  func naturalDrop() throws {
    let items = try [5.0, 6, 8.75].map { try GradeItem(name: "", maximum: 10, grade: $0) }

    let weighted = GradeAggregation(selection: .droppingLowest(1))(items)

    #expect(weighted.shares.map(\.status) == [.dropped, .used, .used])
    #expect(weighted.points == 14.75 && weighted.maximum == 20)
  }

  @Test(
    "the total is within its range, the contributions add up to it, and each weight is its quotient",
    arguments: Grading.Method.allCases, seeds)
  func contributionsAddUp(_ method: Grading.Method, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let book = try Gradebook(method, &random)

    let weighted = book.aggregation(book.items)

    let sum = weighted.shares.reduce(0) { $0 + $1.contribution }
    #expect(abs(sum - (weighted.fraction ?? 0)) < 1e-9)
    #expect((0...weighted.maximum + 1e-9).contains(weighted.points ?? 0))
    for share in weighted.shares {
      #expect(abs((share.origin?.weight ?? 0) - share.weight) < 1e-9)
      let isLeftOut = share.status == .empty || share.status == .dropped || weighted.points == nil
      #expect((share.origin == nil) == isLeftOut)
    }
  }

  /// The mode is the exception, which the next test proves.
  @Test(
    "a better grade never lowers the total",
    arguments: Grading.Method.allCases.filter { $0 != .mode }, seeds)
  func monotone(_ method: Grading.Method, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let book = try Gradebook(method, &random)
    let before = book.aggregation(book.items).fraction ?? 0

    for index in book.items.indices {
      guard let grade = book.items[index].grade else { continue }
      var better = book.items
      better[index] = try GradeItem(
        name: "", maximum: better[index].maximum,
        grade: Double.random(in: grade...better[index].maximum, using: &random),
        weight: better[index].weight)
      #expect((book.aggregation(better).fraction ?? 0) >= before - 1e-9)
    }
  }

  @Test("mode: a better grade can lower the total, because it no longer comes as often")
  func modeFalls() throws {
    let grades = { (last: Double) in
      try [5, 5, 9, last].map { try GradeItem(name: "", maximum: 10, grade: $0) }
    }

    #expect(GradeAggregation(method: .mode)(try grades(9)).points == 90)
    #expect(GradeAggregation(method: .mode)(try grades(10)).points == 50)
  }

  @Test("dropping among unequal weights would let a better grade lower the total")
  func whyUnequalIsRefused() throws {
    let total = { (heavy: Double) in
      GradeAggregation(method: .weightedMean, selection: .droppingLowest(1))(
        try [
          GradeItem(name: "", maximum: 10, grade: 5),
          GradeItem(name: "", maximum: 10, grade: heavy, weight: .fixed(10)),
          GradeItem(name: "", maximum: 10, grade: 10),
        ]
      ).points ?? 0
    }

    // (0.5 + 1) / 2 without the heavy one; (10 x 0.6 + 1) / 11 with it.
    #expect(try total(4) == 75)
    #expect(percent(try total(6) / 100) == 63.64)
  }
}

/// A gradebook that an author may have, at random.
private struct Gradebook {
  let items: [GradeItem]
  let aggregation: GradeAggregation

  init(_ method: Grading.Method, _ random: inout SplitMix64) throws {
    let count = Int.random(in: 1...8, using: &random)
    let selection: Grading.Selection =
      switch Int.random(in: 0...2, using: &random) {
      case 0: .all
      case 1: .droppingLowest(Int.random(in: 1...count, using: &random))
      default: .keepingHighest(Int.random(in: 1...count, using: &random))
      }
    let even = selection != .all && method != .extraCreditMean
    self.items = try (0..<count).map { _ in
      let maximum = even ? 20 : Double(Int.random(in: 1...100, using: &random))
      let graded = Int.random(in: 0...3, using: &random) > 0
      // Whole parts of ten, so that equal grades come about.
      let part = Double(Int.random(in: 0...10, using: &random)) / 10
      let weight: GradeItem.Weight =
        switch Int.random(in: 0...3, using: &random) {
        case 0 where method.takesWeights && !even: .fixed(Double.random(in: 0...1, using: &random))
        case 1 where method.takesExtraCredit && !even: .extraCredit
        default: .automatic
        }
      return try GradeItem(
        name: "", maximum: maximum, grade: graded ? part * maximum : nil, weight: weight)
    }
    self.aggregation = GradeAggregation(
      method: method, excludesEmpty: Bool.random(using: &random), selection: selection)
  }
}
