internal import CatalogueContract

/// The part `grading` of a course's file: how its total is made.
enum GradingFile {
  private static let aggregations: [String: Clikc_Catalogue_V1_GradeAggregation] = [
    "natural": .natural, "mean": .mean, "median": .median, "lowest": .lowest, "highest": .highest,
    "mode": .mode, "weighted_mean": .weightedMean, "simple_weighted_mean": .simpleWeightedMean,
    "extra_credit_mean": .extraCreditMean,
  ]

  static func read(_ value: YAMLValue) throws -> Clikc_Catalogue_V1_Grading {
    try value.mapping { keys in
      var grading = Clikc_Catalogue_V1_Grading()
      if let aggregation = try keys.optional("aggregation") {
        guard let known = Self.aggregations[try aggregation.text()] else {
          throw aggregation.fault(
            "must be one of \(Self.aggregations.keys.sorted().joined(separator: ", "))")
        }
        grading.aggregation = known
      }
      if let empty = try keys.optional("exclude_empty") { grading.excludeEmpty = try empty.flag() }
      grading.dropLowest = try keys.optional("drop_lowest")?.integer() ?? 0
      grading.keepHighest = try keys.optional("keep_highest")?.integer() ?? 0
      return grading
    }
  }
}
