internal import AMQP
internal import GRPCCore

extension WireResponse {
  /// What a caller hears when the broker did not carry its request.
  init(_ error: AMQPError) {
    let code: Status.Code =
      switch error {
      case .refused(code: 403, _): .permissionDenied
      case .refused(code: 404, _), .notConnected, .blocked, .overloaded, .returned, .rejected,
        .unknownOutcome, .stopped:
        .unavailable
      case .refused, .invalidURL, .invalidMessage: .internalError
      }
    self.init(code, "\(error)")
  }
}
