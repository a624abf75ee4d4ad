internal import ErrorContract
internal import SwiftProtobuf

/// What is wrong with one field of a request.
public struct FieldViolation: Equatable, Sendable {
  /// The field's path in the request, proto names separated by dots.
  public let field: String
  /// A stable name such as REQUIRED; the message catalogues have its text as `field.<reason>`.
  public let reason: String
  /// Values for the placeholders of the text.
  public let arguments: [String: String]

  /// Makes a violation.
  public init(_ field: String, _ reason: String, arguments: [String: String] = [:]) {
    self.field = field
    self.reason = reason
    self.arguments = arguments
  }

  init(message: Clikc_Error_V1_FieldViolation) {
    self.init(message.field, message.reason, arguments: message.arguments)
  }

  var message: Clikc_Error_V1_FieldViolation {
    .with {
      $0.field = field
      $0.reason = reason
      $0.arguments = arguments
    }
  }
}
