internal import HTTPTypes
internal import Localization

/// Spells a problem as problem details (RFC 9457) in the reader's language.
struct ProblemDocument: Sendable {
  let catalogue: MessageCatalogue

  /// The document of a problem of the request with that id.
  func bytes(_ problem: Problem, language: Language, requestID: String) -> [UInt8] {
    var members: [JSONValue.Member] = [
      .init(name: "type", value: .text("urn:clikc:problem:\(problem.reason)")),
      .init(
        name: "title", value: .text(self.catalogue.text("status.\(problem.status.code)", language))
      ),
      .init(name: "status", value: .number("\(problem.status.code)")),
      .init(name: "detail", value: .text(self.detail(problem, language))),
      .init(name: "reason", value: .text(problem.reason)),
      .init(name: "instance", value: .text("urn:clikc:request:\(requestID)")),
    ]
    if !problem.violations.isEmpty {
      let violations = problem.violations.map { self.violation($0, language) }
      members.append(.init(name: "violations", value: .array(violations)))
    }
    return JSONValue.object(members).bytes
  }

  /// A reason without a text is worded by its status: readers see no key.
  private func detail(_ problem: Problem, _ language: Language) -> String {
    let key = "error.\(problem.reason)"
    return self.catalogue.has(key, language)
      ? self.catalogue.text(key, language, problem.arguments)
      : self.catalogue.text("status.\(problem.status.code)", language)
  }

  private func violation(_ violation: RequestViolation, _ language: Language) -> JSONValue {
    let key = "field.\(violation.reason)"
    let known = self.catalogue.has(key, language) ? key : "field.NOT_ACCEPTED"
    return .object([
      .init(name: "field", value: .text(violation.path.field)),
      .init(name: "pointer", value: .text(violation.path.pointer)),
      .init(name: "reason", value: .text(violation.reason)),
      .init(
        name: "detail", value: .text(self.catalogue.text(known, language, violation.arguments))),
    ])
  }
}
