// swift-format-ignore-file
// Generated from proto/ by compose/routes: ./clikc proto
//
// What may be called twice.

/// The methods of clikc.catalogue.v1 whose `idempotency_level` says that they may run twice.
public enum CatalogueIdempotency {
  /// As `package.Service/Method`.
  public static let methods: Set<String> = [
    "clikc.catalogue.v1.Categories/PutCategory",
    "clikc.catalogue.v1.Courses/PublishCourse",
    "clikc.catalogue.v1.Courses/ListMyCourses",
    "clikc.catalogue.v1.Courses/StarCourse",
    "clikc.catalogue.v1.Courses/GetCourse",
    "clikc.catalogue.v1.Courses/GetLesson",
    "clikc.catalogue.v1.Courses/GetQuestions",
    "clikc.catalogue.v1.Courses/GetFigures",
    "clikc.catalogue.v1.Enrolments/Enrol",
    "clikc.catalogue.v1.Enrolments/SetDueDate",
    "clikc.catalogue.v1.Enrolments/Unenrol",
    "clikc.catalogue.v1.Enrolments/ListParticipants",
    "clikc.catalogue.v1.Enrolments/FindPeople",
    "clikc.catalogue.v1.Enrolments/CountLearners",
    "clikc.catalogue.v1.EnrolmentData/ExportMyEnrolments",
  ]
}
