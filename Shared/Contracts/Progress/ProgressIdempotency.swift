// swift-format-ignore-file
// Generated from proto/ by compose/routes: ./clikc proto
//
// What may be called twice.

/// The methods of clikc.progress.v1 whose `idempotency_level` says that they may run twice.
public enum ProgressIdempotency {
  /// As `package.Service/Method`.
  public static let methods: Set<String> = [
    "clikc.progress.v1.ProgressData/ExportMyProgress",
    "clikc.progress.v1.Progress/ListMyProgress",
    "clikc.progress.v1.Progress/GetCourseProgress",
    "clikc.progress.v1.Lessons/GetLessonState",
    "clikc.progress.v1.Lessons/VisitSlide",
    "clikc.progress.v1.Lessons/AnswerCheck",
    "clikc.progress.v1.Quizzes/ListAttempts",
    "clikc.progress.v1.Quizzes/StartAttempt",
    "clikc.progress.v1.Quizzes/GetAttempt",
    "clikc.progress.v1.Quizzes/SaveAnswer",
    "clikc.progress.v1.Quizzes/FinishAttempt",
    "clikc.progress.v1.Grades/ListMyGrades",
    "clikc.progress.v1.Grades/GetGradeReport",
    "clikc.progress.v1.Grades/GetLearnerReport",
    "clikc.progress.v1.Grades/DecideGrade",
  ]
}
