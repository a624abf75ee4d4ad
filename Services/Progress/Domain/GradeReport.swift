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
    /// Whether a tutor set the grade.
    package let isSetByTutor: Bool
  }

  /// Who reads the report.
  package enum Reader: Sendable, Equatable {
    /// The learner: what tutors hide is not shown, and the total is made without it.
    case learner
    /// A tutor sees everything.
    case tutor
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
        origin: share.origin, isSetByTutor: false)
    }
    self.total = Row(
      name: "", weight: nil, status: .used, grade: weighted.points, maximum: weighted.maximum,
      percentage: weighted.fraction, feedback: "", contribution: nil,
      origin: nil, isSetByTutor: false)
  }

  /// The report of what a learner has in a course.
  ///
  /// - Parameter excludesEmpty: whether an item without a grade is left out where the author does not
  ///   say.
  package init(_ learner: LearnerCourse, for reader: Reader, excludesEmpty: Bool = true) {
    let course = learner.course
    let decisions = course.activities.map { learner.decisions[$0.id]?.decision ?? .init() }
    let items = zip(course.activities, decisions).map {
      GradeItem(activity: $0, grade: learner.grade(of: $0.id), feedback: $1.feedback)
    }
    let counted = items.indices.filter {
      !decisions[$0].isExcluded && !(reader == .learner && decisions[$0].isHidden)
    }
    let report = GradeReport(
      course: course.title, items: counted.map { items[$0] },
      aggregation: GradeAggregation(course.grading, siteExcludesEmpty: excludesEmpty))
    self.course = course.title
    self.aggregation = report.aggregation
    self.total = report.total
    let rows = Dictionary(uniqueKeysWithValues: zip(counted, report.items))
    self.items = items.indices.map { index in
      let isHidden = reader == .learner && decisions[index].isHidden
      return Row(
        rows[index], of: items[index], isHidden: isHidden,
        isSetByTutor: decisions[index].grade != nil && !isHidden)
    }
  }
}

extension GradeReport.Row {
  /// The row of an item with what the total made of it, nil when it is left out of the total.
  fileprivate init(
    _ counted: GradeReport.Row?, of item: GradeItem, isHidden: Bool, isSetByTutor: Bool
  ) {
    self.name = item.name
    self.maximum = item.maximum
    self.weight = counted?.weight
    self.status = counted?.status ?? (isHidden ? .hidden : .excluded)
    self.grade = isHidden ? nil : item.grade
    self.percentage = isHidden ? nil : item.grade.map { $0 / item.maximum }
    self.feedback = isHidden ? "" : item.feedback
    self.contribution = counted?.contribution
    self.origin = counted?.origin
    self.isSetByTutor = isSetByTutor
  }
}
