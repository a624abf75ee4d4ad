import GRPCCore
import Problems
import ProgressDomain

/// Words the domain's refusals in the vocabulary of all services; the innermost interceptor.
struct RefusalInterceptor: ServerInterceptor {
  /// Whom to ask to be enrolled: this service does not know the tutors' names.
  let contact: String

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    do { return try await next(request, context) } catch let refusal as StudyRefusal {
      throw self.worded(refusal)
    } catch let refusal as DecisionRefusal {
      throw self.worded(refusal)
    }
  }

  private func worded(_ refusal: DecisionRefusal) -> Refusal {
    switch refusal {
    case .activity: Refusal(.notFound, "ACTIVITY_NOT_FOUND")
    case .grade(let maximum):
      .invalid([
        FieldViolation(
          "grade", "OUT_OF_RANGE", arguments: ["minimum": "0", "maximum": "\(Int(maximum))"])
      ])
    case .stale: Refusal(.aborted, "GRADE_CHANGED_MEANWHILE")
    case .locked: Refusal(.failedPrecondition, "GRADE_LOCKED")
    }
  }

  private func worded(_ refusal: StudyRefusal) -> Refusal {
    switch refusal {
    case .notEnrolled:
      Refusal(.permissionDenied, "NOT_ENROLLED", arguments: ["tutors": self.contact])
    case .activity: Refusal(.notFound, "ACTIVITY_NOT_FOUND")
    case .attempt: Refusal(.notFound, "ATTEMPT_NOT_FOUND")
    case .finished: Refusal(.failedPrecondition, "ATTEMPT_FINISHED")
    case .noAttemptsLeft: Refusal(.failedPrecondition, "NO_ATTEMPTS_LEFT")
    case .slide: .invalid([FieldViolation("slide", "UNKNOWN_SLIDE")])
    case .question: .invalid([FieldViolation("question_id", "UNKNOWN_QUESTION")])
    case .nothingChosen: .invalid([FieldViolation("chosen", "REQUIRED")])
    case .choice(.tooManyChosen): .invalid([FieldViolation("chosen", "TOO_MANY_CHOSEN")])
    case .choice: .invalid([FieldViolation("chosen", "UNKNOWN_OPTION")])
    }
  }
}
