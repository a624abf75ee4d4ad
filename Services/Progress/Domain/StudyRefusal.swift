/// Why a step in a lesson or a quiz is refused; nothing changes then.
package enum StudyRefusal: Error, Equatable {
  /// The learner does not take part in the course.
  case notEnrolled
  /// The course does not have the activity, or it is of the other kind.
  case activity
  /// The lesson does not have this slide.
  case slide(String)
  /// The lesson or the attempt does not have this question.
  case question(String)
  /// The question does not have these options, or fewer may be chosen.
  case choice(Question.Refusal)
  /// A check question is answered with at least one option.
  case nothingChosen
  /// Every attempt allowed was used.
  case noAttemptsLeft
  /// There is no such attempt, or it is somebody else's.
  case attempt
  /// The attempt was finished.
  case finished
}
