internal import GRPCCore
internal import HTTPTypes
internal import Hummingbird
internal import Problems

/// Why a request is refused: everything but the words.
struct Problem: Error, Sendable {
  let status: HTTPResponse.Status
  /// The message catalogues have its text as `error.<reason>`.
  let reason: String
  let arguments: [String: String]
  let violations: [RequestViolation]
  /// Headers the answer carries besides, such as Allow.
  let headers: HTTPFields

  init(
    _ status: HTTPResponse.Status, _ reason: String, arguments: [String: String] = [:],
    violations: [RequestViolation] = [], headers: HTTPFields = [:]
  ) {
    self.status = status
    self.reason = reason
    self.arguments = arguments
    self.violations = violations
    self.headers = headers
  }

  /// The request's fields are at fault.
  static func invalid(_ violations: [RequestViolation]) -> Problem {
    Problem(.badRequest, "INVALID_REQUEST", violations: violations)
  }

  /// A call failed on its way or was refused by the service. Nil for what is nobody's business but
  /// ours: such an error is logged and answered as ``unexpected``.
  init?(_ error: RPCError, in shape: MessageShape?) {
    guard let outcome = RPCOutcome(error.code) else { return nil }
    let refusal = error.refusal
    let violations = (refusal?.violations ?? []).map { violation in
      shape.map { RequestViolation(violation, in: $0) }
        ?? RequestViolation(
          FieldPath.root.appending(name: violation.field), violation.reason, violation.arguments)
    }
    var headers: HTTPFields = [:]
    if let seconds = refusal?.arguments["seconds"] ?? outcome.retryAfter {
      headers[.retryAfter] = seconds
    }
    self.init(
      outcome.status, refusal?.reason ?? outcome.reason, arguments: refusal?.arguments ?? [:],
      violations: violations, headers: headers)
  }

  /// A fault of ours.
  static let unexpected = Problem(.internalServerError, "INTERNAL_ERROR")
}

/// The one table from gRPC status codes to HTTP.
struct RPCOutcome: Equatable {
  let status: HTTPResponse.Status
  /// What is said when the service gave no reason.
  let reason: String
  /// Seconds after which it is worth trying again.
  let retryAfter: String?

  private init(_ status: HTTPResponse.Status, _ reason: String, retryAfter: String? = nil) {
    self.status = status
    self.reason = reason
    self.retryAfter = retryAfter
  }

  /// Nil for codes that mean a fault of ours: UNKNOWN, INTERNAL, DATA_LOSS, UNIMPLEMENTED and OK.
  init?(_ code: RPCError.Code) {
    switch code {
    case .invalidArgument, .outOfRange: self.init(.badRequest, "INVALID_REQUEST")
    case .unauthenticated: self.init(.unauthorized, "SIGN_IN_REQUIRED")
    case .permissionDenied: self.init(.forbidden, "NOT_ALLOWED")
    case .notFound: self.init(.notFound, "NOT_FOUND")
    case .alreadyExists, .aborted, .failedPrecondition: self.init(.conflict, "CONFLICT")
    case .resourceExhausted: self.init(.tooManyRequests, "TOO_MANY_REQUESTS")
    case .unavailable, .cancelled:
      self.init(.serviceUnavailable, "SERVICE_UNAVAILABLE", retryAfter: "5")
    case .deadlineExceeded: self.init(.gatewayTimeout, "NO_ANSWER_IN_TIME")
    default: return nil
    }
  }
}
