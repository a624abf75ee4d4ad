internal import GRPCCore
internal import Problems

/// What was attempted and why it failed, in one line.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ attempt: String, _ reason: String) { self.description = "\(attempt): \(reason)" }
}

/// Does something, and says what it was when it fails.
func attempting<Result>(
  _ attempt: String, isolation: isolated (any Actor)? = #isolation,
  _ body: () async throws -> Result
) async throws -> Result {
  do {
    return try await body()
  } catch let error as RPCError {
    throw Failure(attempt, error.line)
  } catch let error as Failure {
    throw error
  } catch is CancellationError {
    throw CancellationError()
  } catch {
    throw Failure(attempt, "\(error)")
  }
}

extension RPCError {
  /// The refusal with its fields, or code and message, on one line.
  fileprivate var line: String {
    guard let refusal = self.refusal else { return "\(self.code) \(self.message)" }
    let fields = refusal.violations.map { violation in
      let values = violation.arguments.sorted { $0.key < $1.key }.map { " \($0.key) \($0.value)" }
      return "\(violation.field) \(violation.reason)\(values.joined())"
    }
    return ([refusal.reason] + fields).joined(separator: "; ")
  }
}
