extension Inspection {
  /// What cannot be meant is refused: settings the aggregation has no use for, and dropping among grades
  /// that do not weigh the same.
  mutating func grading(_ document: CourseDocument, _ path: String) {
    let grading = document.grading
    guard let aggregation = grading.aggregation else {
      return self.fault("\(path).grading.aggregation", .unknownKind)
    }
    for (index, activity) in document.activities.enumerated() {
      self.weight(activity, aggregation, "\(path).activities.\(index)")
    }
    if !document.activities.isEmpty,
      document.activities.allSatisfy({ $0.extraCredit || $0.weight == 0 })
    {
      self.fault("\(path).grading.aggregation", .nothingCounts)
    }
    let normal = document.activities.count { !$0.extraCredit }
    self.range("\(path).grading.drop_lowest", grading.dropLowest, 0...max(0, normal - 1))
    self.range("\(path).grading.keep_highest", grading.keepHighest, 0...normal)
    if grading.dropLowest > 0, grading.keepHighest > 0 {
      self.fault("\(path).grading.keep_highest", .dropAndKeep)
    }
    if grading.dropLowest > 0 || grading.keepHighest > 0,
      !aggregation.drops(among: document.activities)
    {
      let field = grading.dropLowest > 0 ? "drop_lowest" : "keep_highest"
      self.fault("\(path).grading.\(field)", .unequalGrades)
    }
  }

  private mutating func weight(
    _ activity: ActivityDocument, _ aggregation: GradeAggregation, _ path: String
  ) {
    if activity.extraCredit, !aggregation.takesExtraCredit {
      self.fault("\(path).extra_credit", .gradingUnused)
    }
    guard let weight = activity.weight else { return }
    guard let range = aggregation.weights, !activity.extraCredit else {
      return self.fault("\(path).weight", .gradingUnused)
    }
    self.range("\(path).weight", weight, range)
  }
}
