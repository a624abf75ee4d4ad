package import Foundation

/// The learner's report of one course, with the columns of the guide's chapter 6.
package struct GradeReport: Sendable, Equatable {
  /// One line; a cell without a value is nil and shown as "-".
  package struct Row: Sendable, Equatable {
    /// The item's title; empty in the total, whose name is a matter of the reader's language.
    package let name: String
    /// 0 to 1.
    package let weight: Double?
    package let status: WeightedGrades.Status
    package let grade: Double?
    /// The upper end of the range, whose lower end is 0.
    package let maximum: Double
    /// 0 to 1.
    package let percentage: Double?
    package let feedback: String
    /// 0 to 1.
    package let contribution: Double?
    /// What the weight is the quotient of; nil in the total and for an item that is left out.
    package let origin: WeightedGrades.Origin?
  }

  package let course: String
  /// A line for each item, in the author's order.
  package let items: [Row]
  /// The last line, the course total.
  package let total: Row

  /// What made the total.
  package let aggregation: GradeAggregation

  package init(course: String, items: [GradeItem], aggregation: GradeAggregation = .init()) {
    let weighted = aggregation(items)
    self.course = course
    self.aggregation = aggregation
    self.items = zip(items, weighted.shares).map { item, share in
      Row(
        name: item.name, weight: share.weight, status: share.status, grade: item.grade,
        maximum: item.maximum, percentage: item.grade.map { $0 / item.maximum },
        feedback: item.feedback, contribution: share.contribution,
        origin: share.origin)
    }
    self.total = Row(
      name: "", weight: nil, status: .used, grade: weighted.points, maximum: weighted.maximum,
      percentage: weighted.fraction, feedback: "", contribution: nil,
      origin: nil)
  }

  /// The report of what a learner has in a course.
  ///
  /// - Parameter excludesEmpty: whether an item without a grade is left out where the author does not
  ///   say.
  package init(
    course: Course, results: [UUID: ActivityResult], excludesEmpty: Bool = true
  ) {
    self.init(
      course: course.title,
      items: course.activities.map { GradeItem(activity: $0, result: results[$0.id]) },
      aggregation: GradeAggregation(course.grading, siteExcludesEmpty: excludesEmpty))
  }
}
