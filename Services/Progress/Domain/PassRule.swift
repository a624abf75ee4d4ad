/// When a course is passed (the guide, chapter 7): every lesson is complete and every evaluation
/// has reached the pass mark. The course total plays no part: lessons alone can make 98 % of it.
package struct PassRule: Sendable, Equatable {
  /// One activity and what the learner did in it.
  package enum Activity: Sendable, Equatable {
    case lesson(isComplete: Bool)
    /// The best grade as a part of the whole, 0 to 1; nil before the first finished attempt.
    case evaluation(best: Double?)
  }

  /// The part of the whole an evaluation must reach, 0 to 1.
  package let passMark: Double

  /// - Returns: nil when `passMark` is not between 0 and 1.
  package init?(passMark: Double = 0.7) {
    guard (0...1).contains(passMark) else { return nil }
    self.passMark = passMark
  }

  /// Whether one activity has done its part.
  package func isMet(by activity: Activity) -> Bool {
    switch activity {
    case .lesson(let isComplete): isComplete
    case .evaluation(let best): best.map { $0 >= self.passMark } ?? false
    }
  }

  /// Whether the course is passed; a course without activities never is.
  package func isMet(by activities: [Activity]) -> Bool {
    !activities.isEmpty && activities.allSatisfy(self.isMet(by:))
  }

  /// The part of the activities that is done, 0 to 1; nil when there is nothing to do.
  package func progress(of activities: [Activity]) -> Double? {
    guard !activities.isEmpty else { return nil }
    return Double(activities.count(where: self.isMet(by:))) / Double(activities.count)
  }
}
