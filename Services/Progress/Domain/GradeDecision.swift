package import Foundation

/// What a tutor decided about one item of one learner.
package struct GradeDecision: Sendable, Equatable {
  /// The points set in the place of the learner's own, 0 to the item's maximum; nil leaves their own.
  package var grade: Double?
  /// Whether no later change is taken, by the learner or a tutor, until the lock is taken off.
  package var isLocked: Bool
  /// Whether the learner does not see the item's grade; their totals are made without it.
  package var isHidden: Bool
  /// Whether the item is left out of the total.
  package var isExcluded: Bool
  /// What the tutor tells the learner about the grade.
  package var feedback: String

  package init(
    grade: Double? = nil, isLocked: Bool = false, isHidden: Bool = false,
    isExcluded: Bool = false, feedback: String = ""
  ) {
    self.grade = grade
    self.isLocked = isLocked
    self.isHidden = isHidden
    self.isExcluded = isExcluded
    self.feedback = feedback
  }
}

/// The decision that stands, and how many there were before it.
package struct StandingDecision: Sendable, Equatable {
  package let decision: GradeDecision
  /// From 1, growing by one with each decision; 0 where none was made.
  package let version: Int64
  /// The learner's own points when the lock was put on without setting a grade; nil when there were none.
  package let frozen: Double?

  package init(decision: GradeDecision, version: Int64, frozen: Double?) {
    self.decision = decision
    self.version = version
    self.frozen = frozen
  }

  /// Nothing was decided.
  package static let none = StandingDecision(
    decision: GradeDecision(), version: 0, frozen: nil)

  /// The points that stand, of those the learner has by their own work.
  package func grade(over own: Double?) -> Double? {
    self.decision.grade ?? (self.decision.isLocked ? self.frozen : own)
  }
}

/// Why a decision is refused; nothing changes then.
package enum DecisionRefusal: Error, Equatable {
  /// The course does not have the activity.
  case activity
  /// The points are not from 0 to this maximum.
  case grade(maximum: Double)
  /// Somebody decided since the version that was seen.
  case stale
  /// The grade is locked, and the decision does not take the lock off.
  case locked
}

/// One decision as the history keeps it.
package struct GradeChange: Sendable, Equatable {
  package let activityID: UUID
  package let before: GradeDecision
  package let after: StandingDecision
  /// The points that stood before and stand now.
  package let gradeBefore: Double?
  package let gradeAfter: Double?
}

extension LearnerCourse {
  /// Decides about an item. The same decision on the same version again changes nothing, so that it may
  /// be sent twice.
  ///
  /// - Parameter seen: the version of the decision that the tutor saw.
  /// - Returns: what changed, nil when it was so before; and the events that it made true.
  package mutating func decide(
    _ wanted: GradeDecision, about id: UUID, seen: Int64, at now: Date
  ) throws(DecisionRefusal) -> (change: GradeChange?, events: [ProgressEvent]) {
    guard let activity = self.course.activity(id) else { throw .activity }
    if let grade = wanted.grade, !(0...activity.maximum).contains(grade) {
      throw .grade(maximum: activity.maximum)
    }
    let standing = self.decisions[id] ?? .none
    if standing.decision == wanted, (standing.version - 1...standing.version).contains(seen) {
      return (nil, [])
    }
    guard standing.version == seen else { throw .stale }
    if standing.decision.isLocked, wanted.isLocked { throw .locked }
    let own = self.results[id]?.grade
    let before = self.grade(of: id)
    let after = StandingDecision(
      decision: wanted, version: seen + 1,
      frozen: wanted.isLocked && wanted.grade == nil ? own : nil)
    self.decisions[id] = after
    if self.results[id] == nil, case .quiz = activity.content,
      PassRule.isMet(in: activity, by: after)
    {
      self.results[id] = ActivityResult(work: .quiz(attempts: 0, best: nil))
    }
    let change = GradeChange(
      activityID: id, before: standing.decision, after: after, gradeBefore: before,
      gradeAfter: self.grade(of: id))
    return (change, self.graded(id, from: before) + self.settle(at: now))
  }

  /// The points that stand in an activity: the tutor's, else the learner's own.
  package func grade(of id: UUID) -> Double? {
    (self.decisions[id] ?? .none).grade(over: self.results[id]?.grade)
  }

  /// The event of a grade that is another than before.
  func graded(_ id: UUID, from before: Double?) -> [ProgressEvent] {
    let after = self.grade(of: id)
    guard after != before, let maximum = self.course.activity(id)?.maximum else { return [] }
    return [.gradeChanged(id, grade: after, maximum: maximum)]
  }
}
