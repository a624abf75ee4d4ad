import Foundation

/// The gateway refused a call and said why, in the words of RFC 9457.
struct GatewayRefusal: Error, Equatable {
  let status: Int
  /// A stable name in upper snake case; its text is `error.<reason>`.
  let reason: String
  /// The gateway's own words for the reader, when it has some.
  let detail: String?
  let violations: [Violation]

  /// What is wrong with one field; its text is `field.<reason>`.
  struct Violation: Equatable, Sendable, Decodable {
    /// The field's path in the request, proto names separated by dots.
    let field: String
    let reason: String
    let detail: String?

    init(_ field: String, _ reason: String, detail: String? = nil) {
      self.field = field
      self.reason = reason
      self.detail = detail
    }
  }

  init(
    status: Int, reason: String, detail: String? = nil, violations: [Violation] = []
  ) {
    self.status = status
    self.reason = reason
    self.detail = detail
    self.violations = violations
  }

  /// Reads the problem an answer carries; an answer without one gets a reason by its status.
  init(_ answer: GatewayAnswer) {
    let problem = try? JSONDecoder().decode(Problem.self, from: Data(answer.body))
    self.init(
      status: answer.status, reason: problem?.reason ?? Self.reason(for: answer.status),
      detail: problem?.detail, violations: problem?.violations ?? [])
  }

  /// The part of the problem details that pages use.
  private struct Problem: Decodable {
    let reason: String
    let detail: String?
    let violations: [Violation]?
  }

  private static func reason(for status: Int) -> String {
    switch status {
    case 401: "SIGN_IN_REQUIRED"
    case 404: "NOT_FOUND"
    case 503, 504: "SERVICE_UNAVAILABLE"
    default: "INTERNAL_ERROR"
    }
  }
}
