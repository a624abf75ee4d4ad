internal import CatalogueDomain
internal import GRPCCore
internal import Problems

extension Refusal {
  /// A document at fault. Metadata holds 8 KiB, so the first faults stand for the rest.
  static func invalid(_ faults: [DocumentFault]) -> Refusal {
    .invalid(
      faults.prefix(25).map {
        FieldViolation($0.path, $0.reason.rawValue, arguments: $0.arguments)
      })
  }

  static let courseNotFound = Refusal(.notFound, "COURSE_NOT_FOUND")
  static let activityNotFound = Refusal(.notFound, "ACTIVITY_NOT_FOUND")
  static let notAParticipant = Refusal(.notFound, "NOT_A_PARTICIPANT")
  static let notAllowed = Refusal(.permissionDenied, "NOT_ALLOWED")

  /// Tells whom to ask: the course's tutors, or whoever answers at `contact`.
  static func notEnrolled(tutors: [String], contact: String) -> Refusal {
    let names = tutors.isEmpty ? [contact] : Array(tutors.prefix(10))
    return Refusal(
      .permissionDenied, "NOT_ENROLLED", arguments: ["tutors": names.joined(separator: ", ")])
  }

  init(_ refusal: EnrolmentRefusal) {
    switch refusal {
    case .notAllowed: self = .notAllowed
    case .personNotFound: self.init(.notFound, "PERSON_NOT_FOUND")
    case .personAmbiguous: self.init(.failedPrecondition, "PERSON_AMBIGUOUS")
    case .notATutor: self.init(.failedPrecondition, "NOT_A_TUTOR")
    }
  }
}
