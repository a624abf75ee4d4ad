/// When an activity, and a course, is passed (the guide, chapter 7): every lesson is complete and
/// every evaluation has reached its pass mark. The course total plays no part: lessons alone can make
/// 98 % of it.
package enum PassRule {
  /// Whether what was done completes an activity as it is published now.
  package static func isMet(in activity: Activity, by work: ActivityResult.Work) -> Bool {
    switch (activity.content, work) {
    case (.lesson(let lesson), .lesson(let progress)): progress.isComplete(in: lesson)
    case (.quiz(let quiz), .quiz(_, let best)): best.map { $0 >= quiz.passMark } ?? false
    case (.lesson, .quiz), (.quiz, .lesson): false
    }
  }

  /// Whether a tutor's decision completes an evaluation as it is published now: a grade set at the pass
  /// mark or above passes it. A lesson is complete by study alone.
  package static func isMet(in activity: Activity, by standing: StandingDecision?) -> Bool {
    guard case .quiz(let quiz) = activity.content, let grade = standing?.decision.grade else {
      return false
    }
    return grade / activity.maximum >= quiz.passMark
  }

  /// Whether a course is passed; one without activities never is.
  package static func isMet(in course: Course, by results: [Activity.ID: ActivityResult]) -> Bool {
    !course.activities.isEmpty
      && course.activities.allSatisfy { results[$0.id]?.completedAt != nil }
  }
}
