internal import ErrorContract
public import GRPCCore
internal import SwiftProtobuf

/// Why a call was refused, in the one vocabulary that crosses services (clikc.error.v1.Problem). A
/// service throws it; gRPC carries it in the trailing metadata; the gateway words it for the reader.
public struct Refusal: Error, Equatable, Sendable {
  /// The metadata key that carries the serialized problem.
  public static let metadataKey = "clikc-problem-bin"

  /// The status the call ends with.
  public let code: RPCError.Code
  /// A stable name in upper snake case; the message catalogues have its text as `error.<reason>`.
  public let reason: String
  /// Values for the placeholders of the text.
  public let arguments: [String: String]
  /// The fields at fault, when the request itself was wrong.
  public let violations: [FieldViolation]

  /// Makes a refusal.
  public init(
    _ code: RPCError.Code, _ reason: String, arguments: [String: String] = [:],
    violations: [FieldViolation] = []
  ) {
    self.code = code
    self.reason = reason
    self.arguments = arguments
    self.violations = violations
  }

  /// A request whose fields are wrong: INVALID_ARGUMENT with reason INVALID_REQUEST.
  public static func invalid(_ violations: [FieldViolation]) -> Refusal {
    Refusal(.invalidArgument, "INVALID_REQUEST", violations: violations)
  }
}

extension Refusal: RPCErrorConvertible {
  public var rpcErrorCode: RPCError.Code { code }

  public var rpcErrorMessage: String { reason }

  public var rpcErrorMetadata: Metadata {
    let problem = Clikc_Error_V1_Problem.with {
      $0.reason = reason
      $0.arguments = arguments
      $0.violations = violations.map(\.message)
    }
    guard let bytes: [UInt8] = try? problem.serializedBytes() else { return [:] }
    var metadata = Metadata()
    metadata.addBinary(bytes, forKey: Self.metadataKey)
    return metadata
  }

  public var rpcErrorCause: (any Error)? { nil }
}

extension RPCError {
  /// The refusal a service sent with this error; nil when it sent none, or one that cannot be read.
  public var refusal: Refusal? {
    guard let bytes = metadata[binaryValues: Refusal.metadataKey].first(where: { _ in true }),
      let problem = try? Clikc_Error_V1_Problem(serializedBytes: bytes)
    else { return nil }
    return Refusal(
      code, problem.reason, arguments: problem.arguments,
      violations: problem.violations.map(FieldViolation.init(message:)))
  }
}
